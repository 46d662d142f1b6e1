import { Icon } from "../shared/Icon";
import { STANDING } from "../shared/words";
import type { Difference } from "./differences";

/** What would stand otherwise: how it stands now, and how it would. */
export function DifferenceList({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return <p>与现在的申报日期相比，各项条件的结果没有变化。</p>;
  return (
    <ul className="differences">
      {differences.map(({ clause, asks, before, after, gap }) => (
        <li key={clause}>
          <span className="difference-turn">
            <span className={`turn ${before}`}>{STANDING[before]}</span>
            <Icon name="next" />
            <span className="visually-hidden">变为</span>
            <span className={`turn ${after}`}>{STANDING[after]}</span>
          </span>
          <span>
            {asks}
            {gap && <span className="difference-gap">{gap}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
