import { useSession, useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";
import { LoudNote } from "../shared/LoudNote";

interface Props {
  /** It is said in full elsewhere: a few quiet words will do. */
  isBrief?: boolean;
}

/** Said loudly: the form is not an official one, the measure is not in force on the filing date, or today where there is none. */
export function InForceNote({ isBrief = false }: Props) {
  const { form } = useSession();
  const inForce = useSnapshot(({ report }) => report.in_force);
  const notes = [
    form.unofficial && { says: UNOFFICIAL, brief: "非官方表单" },
    inForce.standing === "not_met" && inForce.says && { says: inForce.says, brief: "不在规定的施行期内" },
  ].filter((note) => !!note);
  if (!isBrief) return notes.map(({ says }) => <LoudNote key={says} says={says} />);
  return notes.map(({ says, brief }) => (
    <p key={says} className="brief-note" role="status" title={says}>
      <Icon name="warn" />
      {brief}
    </p>
  ));
}

const UNOFFICIAL = "本表由用户自行添加，不是官方表单，内容未经核对；请以主管部门公布的表式为准。";
