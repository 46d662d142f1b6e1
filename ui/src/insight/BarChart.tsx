import { type Bar, type Chart, extent } from "./charts";

const WIDTH = 300;
const HEIGHT = 160;
/** Room above and below the bars for their figures. */
const LABEL = 22;
const FOOT = 24;
const BAR = 52;

/** Bars from 0, upwards and downwards, each with its exact figure. The same stands beside it as a table for whoever cannot see it. */
export function BarChart({ chart }: { chart: Chart }) {
  const { low, high } = extent(chart.bars);
  const room = HEIGHT - FOOT - LABEL * (low < 0 ? 2 : 1);
  const scale = room / (high - low || 1);
  const zero = LABEL + high * scale;
  const step = WIDTH / chart.bars.length;
  const unit = chart.unit ? `（${chart.unit}）` : "";
  return (
    <figure className="chart">
      <figcaption>
        {chart.title}
        <span className="chart-unit">{unit}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={inWords(chart)}>
        {chart.bars.map((bar, at) => (
          <Column key={bar.year} bar={bar} middle={(at + 0.5) * step} zero={zero} scale={scale} />
        ))}
        <line className="chart-zero" x1="0" x2={WIDTH} y1={zero} y2={zero} />
      </svg>
    </figure>
  );
}

interface ColumnProps {
  bar: Bar;
  middle: number;
  zero: number;
  scale: number;
}

function Column({ bar, middle, zero, scale }: ColumnProps) {
  const value = bar.value ?? 0;
  const length = Math.abs(value) * scale;
  const isBelow = value < 0;
  const labelAt = isBelow ? zero + length + 14 : zero - length - 6;
  return (
    <g>
      {bar.value !== null && (
        <rect
          className={isBelow ? "chart-bar is-below" : "chart-bar"}
          x={middle - BAR / 2}
          y={isBelow ? zero : zero - length}
          width={BAR}
          height={length}
          rx="2"
        />
      )}
      <text className={bar.text === null ? "chart-figure is-missing" : "chart-figure"} x={middle} y={labelAt}>
        {said(bar)}
      </text>
      <text className="chart-year" x={middle} y={HEIGHT - 6}>
        {bar.year}
      </text>
    </g>
  );
}

function said({ text, isOff }: Bar): string {
  return text ?? (isOff ? "不适用" : "未填");
}

/** 营业收入（万元）：2023 年 1,280.5，2024 年 未填 */
function inWords({ title, unit, bars }: Chart): string {
  const each = bars.map((bar) => `${bar.year} 年 ${said(bar)}`);
  return `${title}${unit ? `（${unit}）` : ""}：${each.join("，")}`;
}
