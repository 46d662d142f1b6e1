interface Props {
  label: string;
  all: string;
  options: { value: string; label: string }[];
  value: string | null;
  onPick: (value: string | null) => void;
}

/** Narrows a list; not there where there is nothing to choose from. */
export function Pick({ label, all, options, value, onPick }: Props) {
  if (options.length < 2 && value === null) return null;
  return (
    <div className="control">
      <select aria-label={label} value={value ?? ""} onChange={(event) => onPick(event.target.value || null)}>
        <option value="">{all}</option>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </div>
  );
}
