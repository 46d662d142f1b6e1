import type { Milestone } from "../backend";
import { useJumpTo } from "../draft/jump";
import { placeName } from "../draft/shown";
import { useSession } from "../draft/useSession";
import { sayDate } from "../fields/date";

/** What happens to the application and when: this draft's own days, and where none is known, that it is not. */
export function Timeline({ steps }: { steps: Milestone[] }) {
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li key={step.title} className={step.day ? "is-dated" : undefined}>
          <p className="timeline-day">
            <Day step={step} />
          </p>
          <h4>{step.title}</h4>
          <p>{step.says}</p>
          <p className="cite">{step.cite}</p>
        </li>
      ))}
    </ol>
  );
}

function Day({ step: { day, is_own, place } }: { step: Milestone }) {
  const { form } = useSession();
  const jumpTo = useJumpTo();
  if (day) return sayDate(day);
  if (!is_own || !place) return "日期由主管部门确定，现在未知";
  return (
    <button type="button" className="link-button" onClick={() => jumpTo(place)}>
      填写“{placeName(form, place)}”后可知
    </button>
  );
}
