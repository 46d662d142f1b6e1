import type { IconName } from "../shared/Icon";
import { FindingCard } from "./FindingCard";
import type { FindingGroup } from "./groupFindings";

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
