import { useSession, useSnapshot } from "../draft/useSession";
import { LoudNote } from "../shared/LoudNote";

/** Said loudly: the form is not an official one, the measure is not in force on the filing date, or today where there is none. */
export function InForceNote() {
  const { form } = useSession();
  const inForce = useSnapshot(({ report }) => report.in_force);
  return (
    <>
      {form.unofficial && <LoudNote says={UNOFFICIAL} />}
      {inForce.standing === "not_met" && inForce.says && <LoudNote says={inForce.says} />}
    </>
  );
}

const UNOFFICIAL = "本表由用户自行添加，不是官方表单，内容未经核对；请以主管部门公布的表式为准。";
