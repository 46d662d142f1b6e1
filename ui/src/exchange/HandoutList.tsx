import type { HandoutLine } from "../backend";
import { whenChanged } from "../shared/time";

/** What is out and what came back. */
export function HandoutList({ handouts }: { handouts: HandoutLine[] }) {
  if (handouts.length === 0) return null;
  return (
    <section aria-labelledby="handouts-title">
      <h3 id="handouts-title">已分发</h3>
      <ul className="handouts">
        {handouts.map(({ id, to, sections, givenAt, returnedAt }) => (
          <li key={id}>
            <span>
              {to}：{sections.join("、")}
            </span>
            <span className={returnedAt ? "met" : "missing"}>
              {returnedAt
                ? `${whenChanged(returnedAt, new Date())} 已交回`
                : `${whenChanged(givenAt, new Date())} 发出，未交回`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
