import { useState } from "react";
import { useJumpTo } from "../draft/jump";
import { useSession, useSnapshot } from "../draft/useSession";
import { type Effort, type NextStep, nextSteps } from "./nextSteps";

const EFFORT: Record<Effort, string> = {
  correct: "改正",
  answer: "填写",
  explain: "说明",
  attach: "附件",
  ask: "待询问",
  gain: "待达到",
  wait: "等待",
};

/** More than these are no help at once; the rest is asked for. */
const FIRST = 3;

/** What to do next, what takes the least effort first. Nothing to do: nothing. */
export function NextSteps() {
  const { form } = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const [showsAll, setShowsAll] = useState(false);
  const steps = nextSteps(form, report);
  if (steps.length === 0) return null;
  const shown = showsAll ? steps : steps.slice(0, FIRST);
  return (
    <section className="next-steps" aria-labelledby="next-steps-title">
      <h2 id="next-steps-title">接下来做什么</h2>
      <ol>
        {shown.map((step) => (
          <li key={step.key}>
            <Step step={step} />
          </li>
        ))}
      </ol>
      {steps.length > FIRST && (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? "只看最先的几项" : `还有 ${steps.length - FIRST} 项`}
        </button>
      )}
    </section>
  );
}

function Step({ step: { effort, does, gap, path } }: { step: NextStep }) {
  const jumpTo = useJumpTo();
  const body = (
    <>
      <span className={`effort ${effort}`}>{EFFORT[effort]}</span>
      <span className="step-does">
        {does}
        {gap && " "}
        {gap && <span className="step-gap">{gap}</span>}
      </span>
    </>
  );
  if (path === null) return <div className="next-step">{body}</div>;
  return (
    <button type="button" className="next-step" onClick={() => jumpTo(path)}>
      {body}
    </button>
  );
}
