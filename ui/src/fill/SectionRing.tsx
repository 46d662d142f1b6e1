import type { SectionProgress } from "../backend";

const RADIUS = 12;
const AROUND = 2 * Math.PI * RADIUS;

interface Props {
  number: number;
  progress: SectionProgress | undefined;
  isDone: boolean;
}

/** A section's number in a ring that closes as its required answers are given. */
export function SectionRing({ number, progress, isDone }: Props) {
  const { required = 0, answered = 0 } = progress ?? {};
  const share = required === 0 ? Number(isDone) : answered / required;
  return (
    <span className="section-ring">
      <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
        <circle className="ring-whole" cx="14" cy="14" r={RADIUS} />
        {share > 0 && (
          <circle
            className={isDone ? "ring-part is-whole" : "ring-part"}
            cx="14"
            cy="14"
            r={RADIUS}
            transform="rotate(-90 14 14)"
            strokeDasharray={`${share * AROUND} ${AROUND}`}
          />
        )}
      </svg>
      <span aria-hidden="true">{number}</span>
      <span className="visually-hidden">
        第 {number} 部分{required > 0 && `，必填 ${required} 项已填 ${answered} 项`}，
      </span>
    </span>
  );
}
