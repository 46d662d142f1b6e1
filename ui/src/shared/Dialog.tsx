import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  /** The id of its heading. */
  labelledBy: string;
  onClose: () => void;
  /** Holds a table rather than a question. */
  isWide?: boolean;
  children: ReactNode;
}

/** Something to settle first: over the page, closed with Escape. */
export function Dialog({ labelledBy, onClose, isWide, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal?.();
    return () => {
      // Whoever opened it goes on from there.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isWide ? "dialog is-wide" : "dialog"}
      aria-labelledby={labelledBy}
      onClose={onClose}
      open={!isModal}
    >
      {children}
    </dialog>
  );
}

/** Where the page is not drawn (in tests) there are no modal dialogs. */
const isModal = typeof HTMLDialogElement !== "undefined" && "showModal" in HTMLDialogElement.prototype;
