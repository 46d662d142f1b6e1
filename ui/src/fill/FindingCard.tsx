import { useJumpTo } from "../draft/jump";
import { Icon, type IconName } from "../shared/Icon";
import type { PanelItem } from "./groupFindings";
import { WhyFoot } from "./WhyFoot";

interface Props {
  item: PanelItem;
  icon: IconName;
}

/** One finding: a click leads to its field, and below it stands why. */
export function FindingCard({ item, icon }: Props) {
  const jumpTo = useJumpTo();
  const target = item.fields[0];
  const body = (
    <>
      <Icon name={icon} />
      <span className="finding-asks">{item.asks}</span>
      {(item.have || item.gap) && (
        <span className="finding-figures">
          {item.have && <span className="have">现状 {item.have}</span>}
          {item.gap && <span className="gap">{item.gap}</span>}
        </span>
      )}
      {item.advice && <span className="finding-advice">{item.advice}</span>}
    </>
  );
  return (
    <>
      {target ? (
        <button type="button" className="finding" data-clause={item.key} onClick={() => jumpTo(target)}>
          {body}
        </button>
      ) : (
        <div className="finding">{body}</div>
      )}
      {item.finding && <WhyFoot finding={item.finding} />}
    </>
  );
}
