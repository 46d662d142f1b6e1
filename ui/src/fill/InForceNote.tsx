import { useSnapshot } from "../draft/useSession";
import { LoudNote } from "../shared/LoudNote";

/** Said loudly when the measure is not in force on the filing date, or today where there is none. */
export function InForceNote() {
  const inForce = useSnapshot(({ report }) => report.in_force);
  if (inForce.standing !== "not_met" || !inForce.says) return null;
  return <LoudNote says={inForce.says} />;
}
