import type { Choice, Value } from "../backend";

interface Props {
  id: string;
  labelledBy: string;
  describedBy?: string;
  options: readonly { id: Value; label: string }[];
  value: Value | undefined;
  onChange: (value: Value | null) => void;
}

/** Radio buttons. The chosen one can be taken back by its "clear" button, since "not answered" is an answer too. */
export function Options({ id, labelledBy, describedBy, options, value, onChange }: Props) {
  return (
    <div
      id={id}
      className="options"
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label key={String(option.id)} className="option">
          <input type="radio" name={id} checked={value === option.id} onChange={() => onChange(option.id)} />
          <span>{option.label}</span>
        </label>
      ))}
      {value !== undefined && (
        <button type="button" className="quiet-button" onClick={() => onChange(null)}>
          清除
        </button>
      )}
    </div>
  );
}

export const YES_NO: readonly { id: boolean; label: string }[] = [
  { id: true, label: "是" },
  { id: false, label: "否" },
];

interface SelectProps {
  id: string;
  label?: string;
  describedBy?: string;
  options: readonly Choice[];
  value: Value | undefined;
  onChange: (value: Value | null) => void;
}

/** A drop-down list; an answer that is none of its options stays visible as it is. */
export function Select({ id, label, describedBy, options, value, onChange }: SelectProps) {
  const chosen = value === undefined ? "" : String(value);
  const isStrange = chosen !== "" && !options.some((option) => option.id === chosen);
  return (
    <select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      value={chosen}
      className={chosen === "" ? "is-empty" : undefined}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">请选择</option>
      {isStrange && <option value={chosen}>{chosen}（不在选项之内）</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
