import { useId } from "react";
import type { Finding } from "../backend";
import { useOpenWhy } from "./openWhys";
import { Why } from "./Why";

/** Below a finding: its citation, and why it stands as it does for whoever asks. */
export function WhyFoot({ finding }: { finding: Finding }) {
  const [isOpen, toggle] = useOpenWhy(finding.clause);
  const id = useId();
  return (
    <div className="finding-foot">
      <button
        type="button"
        className="why-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        为什么？<span className="visually-hidden">{finding.asks}</span>
      </button>
      <span className="cite">{finding.cite}</span>
      {isOpen && (
        <div id={id}>
          <Why finding={finding} />
        </div>
      )}
    </div>
  );
}
