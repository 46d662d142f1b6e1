import type { Limit, YearNotice } from "../backend";
import { NumberLine } from "./Line";

interface Props {
  limits: Limit[];
  changed: YearNotice["limits"];
  onChange: (changed: YearNotice["limits"]) => void;
}

/** The figures that are usual practice; those of a regulation are not here, and no notice changes them. */
export function LimitInputs({ limits, changed, onChange }: Props) {
  const change = (key: string, value: number | null) => {
    const { [key]: _, ...others } = changed;
    onChange(value === null ? others : { ...others, [key]: value });
  };
  return (
    <details className="notice-part" open={Object.keys(changed).length > 0}>
      <summary>调整的数值{limits.length > 0 && `（可调整 ${limits.length} 项）`}</summary>
      <p className="year-hint">
        {limits.length === 0
          ? "这份表单没有可以由通知调整的数值。规定本身的条件不能由通知改动。"
          : "只列出注明“惯例”的篇幅和数量，没有变化的不填；规定本身的条件和数值不能由通知改动，条款的结论不受影响。"}
      </p>
      <div className="notice-lines is-limits">
        {limits.map(({ key, label, unit, usual }) => (
          <NumberLine
            key={key}
            label={unit ? `${label}，${unit}` : label}
            placeholder={`惯例 ${usual}`}
            value={changed[key] ?? null}
            onChange={(value) => change(key, value)}
          />
        ))}
      </div>
    </details>
  );
}
