import { useRef } from "react";
import type { Value } from "../backend";
import { Icon } from "../shared/Icon";
import { read, show } from "./codec";
import { type Told, useTypedText } from "./useTypedText";

interface Props {
  id: string;
  value: string | undefined;
  onChange: (value: Value | null) => void;
  told?: Told;
  label?: string;
  placeholder?: string | undefined;
  isWrong?: boolean;
  describedBy?: string;
}

const KIND = { kind: "date" } as const;

/** A date: typed as one likes, or picked from the system's calendar. */
export function DateInput({ id, value, onChange, told, label, placeholder, isWrong, describedBy }: Props) {
  const typed = useTypedText<HTMLInputElement>(KIND, value, onChange, told);
  const picker = useRef<HTMLInputElement>(null);
  const iso = read(KIND, show(KIND, value));
  return (
    <div className="control control-date">
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={describedBy}
        placeholder={placeholder ?? "例：2024-03-15"}
        {...typed}
      />
      <button
        type="button"
        className="icon-button"
        title="打开日历"
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="calendar" />
        <span className="visually-hidden">打开日历</span>
      </button>
      <input
        ref={picker}
        className="date-picker"
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={iso.fits && typeof iso.keep === "string" ? iso.keep : ""}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </div>
  );
}
