/** Going to a place in the form: whoever owns the place listens, scrolls to it, focuses it and lights it up. */
import { createContext, useContext } from "react";
import { elementId } from "./path";

/** A wish to go to `path`; `turn` tells two wishes for the same place apart. */
export interface Jump {
  path: string;
  turn: number;
}

export const JumpContext = createContext<{ jump: Jump | null; jumpTo: (path: string) => void }>({
  jump: null,
  jumpTo: () => {},
});

export function useJumpTo(): (path: string) => void {
  return useContext(JumpContext).jumpTo;
}

const LIT = "is-lit";
const LIT_FOR = 1800;

/** Focuses the element of a path, or what in it can be focused; false: it is not on the page. */
export function focusPath(path: string): boolean {
  const element = document.getElementById(elementId(path));
  if (!element) return false;
  const focusable = element.matches(FOCUSABLE) ? element : element.querySelector<HTMLElement>(FOCUSABLE);
  const frame = element.closest<HTMLElement>("[data-frame]") ?? element;
  frame.scrollIntoView({ block: "center" });
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  focusable?.focus({ preventScroll: true });
  frame.classList.add(LIT);
  setTimeout(() => frame.classList.remove(LIT), LIT_FOR);
  return true;
}

const FOCUSABLE = "input:not([disabled]), select, textarea, button:not([disabled]), [tabindex='0']";
