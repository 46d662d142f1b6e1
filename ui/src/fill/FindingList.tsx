import { useJumpTo } from "../draft/jump";
import { Icon, type IconName } from "../shared/Icon";
import type { FindingGroup, PanelItem } from "./groupFindings";

const ICONS: Record<FindingGroup["id"], IconName> = {
  not_met: "close",
  disagrees: "warn",
  unknown: "half",
  advice: "warn",
  met: "check",
  not_applicable: "half",
};

/** A group of findings; what holds or does not apply starts folded. */
export function FindingList({ group }: { group: FindingGroup }) {
  return (
    <details
      className={`finding-group ${group.id}`}
      open={group.id !== "met" && group.id !== "not_applicable"}
    >
      <summary>
        {group.title}
        <span className="count">{group.items.length}</span>
      </summary>
      <ul>
        {group.items.map((item) => (
          <li key={item.key}>
            <FindingCard item={item} icon={ICONS[group.id]} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function FindingCard({ item, icon }: { item: PanelItem; icon: IconName }) {
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
      {item.cite && <span className="cite">{item.cite}</span>}
    </>
  );
  if (!target) return <div className="finding">{body}</div>;
  return (
    <button type="button" className="finding" data-clause={item.key} onClick={() => jumpTo(target)}>
      {body}
    </button>
  );
}
