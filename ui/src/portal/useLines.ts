import { useEffect, useRef, useState } from "react";
import type { PortalEntry } from "../backend";

/** So many lines are drawn before and behind the one that the keyboard is at: a table may have thousands of cells. */
const BEFORE = 60;
const BEHIND = 120;

/** Where the keyboard is among the lines, and which of them are drawn. */
export function useLines(lines: PortalEntry[]) {
  const list = useRef<HTMLOListElement>(null);
  const [place, setPlace] = useState<string | null>(null);
  /** Grows when the keyboard is to follow. */
  const [turn, setTurn] = useState(0);
  const at = Math.max(
    0,
    lines.findIndex((line) => line.place === place),
  );
  const current = lines[at];

  const goTo = (index: number) => {
    const next = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (!next) return;
    setPlace(next.place);
    setTurn((last) => last + 1);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is asked for
  useEffect(() => {
    const button = list.current?.querySelector<HTMLElement>(".portal-copy[tabindex='0']");
    button?.focus({ preventScroll: true });
    button?.scrollIntoView?.({ block: "center" });
  }, [turn]);

  const first = Math.max(0, at - BEFORE);
  return {
    list,
    at,
    current,
    goTo,
    /** Without the keyboard being moved. */
    setPlace,
    first,
    drawn: lines.slice(first, at + BEHIND),
  };
}
