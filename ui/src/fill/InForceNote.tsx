import { useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";

/** Said loudly when the measure is not in force on the filing date. */
export function InForceNote() {
  const inForce = useSnapshot(({ report }) => report.in_force);
  if (inForce.standing !== "not_met" || !inForce.says) return null;
  return (
    <div className="note wrong is-loud" role="alert">
      <Icon name="warn" />
      <strong>{inForce.says}</strong>
    </div>
  );
}
