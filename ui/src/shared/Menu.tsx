import { type ReactNode, useEffect, useId, useRef, useState } from "react";

export interface MenuItem {
  label: string;
  onChoose: () => void;
}

interface Props {
  /** What the button shows; `name` says it in full where that is not enough. */
  label: ReactNode;
  name: string;
  items: readonly MenuItem[];
}

/** A button with what else can be done. Closes with Escape, or when the focus goes elsewhere. */
export function Menu({ label, name, items }: Props) {
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
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen) close();
        if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, list.current);
      }}
    >
      <button
        type="button"
        className="quiet-button"
        ref={button}
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <ul className="menu-list" id={id} ref={list}>
          {items.map((item) => (
            <li key={item.label}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  item.onChoose();
                }}
              >
                {item.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** To the item above or below the focused one, round the ends. */
function move(event: React.KeyboardEvent, list: HTMLUListElement | null): void {
  const buttons = [...(list?.querySelectorAll("button") ?? [])];
  if (buttons.length === 0) return;
  event.preventDefault();
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
