import type { Binding, Published } from "../backend";
import { concerns } from "./words";

/** Where a clause stands on the page. */
export const placeOf = ({ form, edition }: Published, clause: string) => `rule:${form}@${edition}:${clause}`;

interface Clause {
  clause: string;
  cite: string;
  /** What it asks, in our own words; of one with nothing to decide, what it says. */
  asks?: string;
  says?: string;
  variants: string[];
  binding?: Binding;
  limits?: string[];
  reading?: string | null;
}

/** A clause: its number, what it asks, the limits in it, how we read it. */
export function ClauseItem({ form, clause }: { form: Published; clause: Clause }) {
  const bound = concerns(form, clause.variants);
  return (
    <li id={placeOf(form, clause.clause)} tabIndex={-1} className="rule">
      <p className="rule-head">
        <span className="rule-cite">{clause.cite}</span>
        <span className="rule-clause">{clause.clause}</span>
        {clause.binding === "practice" && <span className="pill">惯例，只作提示</span>}
      </p>
      <p className="rule-asks">{clause.asks ?? clause.says}</p>
      <dl>
        {clause.limits && clause.limits.length > 0 && <Line title="门槛" says={clause.limits.join("；")} />}
        {clause.reading && <Line title="我们的理解" says={clause.reading} />}
        {bound && <Line title="适用于" says={bound} />}
      </dl>
    </li>
  );
}

function Line({ title, says }: { title: string; says: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{says}</dd>
    </div>
  );
}
