import { useEffect, useId, useRef, useState } from "react";
import type { NextForm } from "../backend";

interface Props {
  /** The draft, as people call it. */
  name: string;
  forms: NextForm[];
  onChoose: (form: NextForm) => void;
}

/** Which forms can be made from a draft. Closes with Escape, or when the focus goes elsewhere. */
export function NextForms({ name, forms, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) list.current?.querySelector("button")?.focus();
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons do not
    <div
      className="next-forms"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen) close();
      }}
    >
      <button
        type="button"
        className="quiet-button"
        ref={button}
        aria-label={`据 ${name} 新建`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        据此新建…
      </button>
      {isOpen && (
        <ul className="next-list" id={id} ref={list}>
          {forms.map((form) => (
            <li key={`${form.form}@${form.edition}`}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  onChoose(form);
                }}
              >
                {form.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
