import type { Gauge } from "../backend";
import { useJumpTo } from "../draft/jump";
import { STANDING } from "../shared/words";

const WIDTH = 300;
/** Where the limit stands: what goes beyond it has room on its right. */
const LIMIT_AT = 200;

/** Figures against their limits: the mark is the limit, the bar is how far the figure goes. */
export function Gauges({ gauges }: { gauges: Gauge[] }) {
  return (
    <ul className="gauges">
      {gauges.map((gauge) => (
        <li key={`${gauge.clause} ${gauge.label} ${gauge.limit}`} className={`gauge ${gauge.standing}`}>
          <GaugeLine gauge={gauge} />
        </li>
      ))}
    </ul>
  );
}

function GaugeLine({ gauge }: { gauge: Gauge }) {
  const jumpTo = useJumpTo();
  const limit = `${gauge.is_most ? "不多于" : "不少于"} ${gauge.limit_text}`;
  return (
    <>
      <div className="gauge-head">
        <button type="button" className="link-button" onClick={() => jumpTo(gauge.place)}>
          {gauge.label}
        </button>
        <span className="gauge-standing">
          {STANDING[gauge.standing]}
          {gauge.binding === "practice" && "（建议）"}
        </span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} 20`}
        role="img"
        aria-label={`${gauge.label} ${gauge.have ?? "未知"}，${limit}`}
      >
        <rect className="gauge-whole" x="0" y="6" width={WIDTH} height="8" rx="4" />
        <rect className="gauge-part" x="0" y="6" width={lengthOf(gauge)} height="8" rx="4" />
        <line className="gauge-limit" x1={LIMIT_AT} x2={LIMIT_AT} y1="1" y2="19" />
      </svg>
      <div className="gauge-foot">
        <span>{gauge.have ? `现状 ${gauge.have}` : "尚未填写"}</span>
        <span>{limit}</span>
      </div>
    </>
  );
}

/** A number is a float here and nowhere else: the bar's length decides nothing. */
function lengthOf({ value, limit }: Gauge): number {
  const share = Number(value ?? 0) / Number(limit);
  return Number.isFinite(share) ? Math.max(0, Math.min(WIDTH, share * LIMIT_AT)) : 0;
}
