import type { Report } from "../backend";
import { useSession } from "../draft/useSession";
import { sayInForce } from "../help/words";
import { Icon } from "../shared/Icon";

interface Props {
  now: Report["in_force"];
  then: Report["in_force"];
  date: string;
}

/** Whether the measure is in force on the day that is tried: said where it is not, and where it would be then and is not now. */
export function InForce({ now, then, date }: Props) {
  const { form } = useSession();
  if (then.standing === "not_met") return then.says && <p className="note wrong">{then.says}</p>;
  if (then.standing !== "met" || now.standing === "met") return null;
  return (
    <p className="note met">
      <Icon name="check" />
      <span>{sayInForce(date, form.source)}</span>
    </p>
  );
}
