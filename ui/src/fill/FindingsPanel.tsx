import { useSnapshot } from "../draft/useSession";
import { NextSteps } from "../next/NextSteps";
import { Icon } from "../shared/Icon";
import { Countdown } from "../year/NoticeNote";
import { FindingList } from "./FindingList";
import { groupFindings } from "./groupFindings";
import { StandingFigure } from "./StandingFigure";

interface Props {
  isOpen: boolean;
  onToggle: () => void;
}

/** Clause by clause where the draft stands. In a narrow window it folds down to its figure. */
export function FindingsPanel({ isOpen, onToggle }: Props) {
  const report = useSnapshot((snapshot) => snapshot.report);
  return (
    <aside className={isOpen ? "findings-panel is-open" : "findings-panel"} aria-label="条件核对">
      <StandingFigure report={report} />
      <button type="button" className="panel-toggle" aria-expanded={isOpen} onClick={onToggle}>
        <Icon name="down" />
        {isOpen ? "收起各项条件" : "查看各项条件"}
      </button>
      <div className="findings">
        <Countdown />
        <NextSteps />
        {groupFindings(report).map((group) => (
          <FindingList key={group.id} group={group} />
        ))}
      </div>
    </aside>
  );
}
