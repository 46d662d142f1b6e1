import { useState } from "react";
import { wholeNumber } from "./notice";

interface LineProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A label and a line to type in. */
export function Line({ label, value, onChange }: LineProps) {
  const id = `notice:${label}`;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input id={id} value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      </div>
    </>
  );
}

interface NumberProps {
  label: string;
  value: number | null;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

/** A label and a whole number; what is no number is kept on the page and marked. */
export function NumberLine({ label, value, placeholder, onChange }: NumberProps) {
  const id = `notice:${label}`;
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  const isWrong = typed.trim() !== "" && wholeNumber(typed) === null;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          placeholder={placeholder}
          aria-invalid={isWrong}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(wholeNumber(event.target.value));
          }}
        />
      </div>
    </>
  );
}
