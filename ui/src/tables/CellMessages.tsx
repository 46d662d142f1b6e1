import { useSyncExternalStore } from "react";
import type { Field } from "../backend";
import { saidInside } from "../draft/findings";
import { useJumpTo } from "../draft/jump";
import { elementId } from "../draft/path";
import { useSnapshot } from "../draft/useSession";

/** More than these would bury the table; the rest shows up as these are mended. */
const MOST_SHOWN = 3;

/** What is wrong or advised inside a table, each line leading to its cell; nothing about the cell that someone is writing in. */
export function CellMessages({ table }: { table: Field }) {
  const report = useSnapshot((snapshot) => snapshot.report);
  const jumpTo = useJumpTo();
  const focused = useFocusedId();
  const said = saidInside(report, table.id).filter(({ field }) => elementId(field) !== focused);
  if (said.length === 0) return null;
  return (
    <ul className="cell-messages">
      {said.slice(0, MOST_SHOWN).map((finding) => (
        <li key={finding.field}>
          <button
            type="button"
            className={`link-button ${finding.standing === "met" ? "advice" : "wrong"}`}
            onClick={() => jumpTo(finding.field)}
          >
            {finding.says}
          </button>
        </li>
      ))}
      {said.length > MOST_SHOWN && <li className="more">另有 {said.length - MOST_SHOWN} 处</li>}
    </ul>
  );
}

/** The id of the element that the keyboard is in. */
function useFocusedId(): string | undefined {
  return useSyncExternalStore(subscribe, () => document.activeElement?.id);
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener("focusin", onChange);
  document.addEventListener("focusout", onChange);
  return () => {
    document.removeEventListener("focusin", onChange);
    document.removeEventListener("focusout", onChange);
  };
}
