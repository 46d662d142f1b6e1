import { useEffect } from "react";
import type { DraftSession } from "../draft/session";

/** Ctrl/⌘+Z takes back, with Shift (or Ctrl+Y) does again; the draft's own history, not the text control's. */
export function useUndoKeys(session: DraftSession): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y");
      if (!isOurs || event.isComposing) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) void session.redo();
      else void session.undo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [session]);
}
