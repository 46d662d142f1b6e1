import { useState } from "react";
import type { DraftSummary } from "../backend";

export type Selection = ReturnType<typeof useSelection>;

/** Which of the drafts that are shown are to be worked on together; what a search hides is not among them. */
export function useSelection(shown: DraftSummary[]) {
  const [isOn, setOn] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const all = shown.filter(({ excerpt }) => !excerpt).map(({ id }) => id);
  const chosen = all.filter((id) => marked.has(id));
  return {
    isOn,
    /** Ids, in the order of the list. */
    chosen,
    /** How many could be chosen. */
    total: all.length,
    toggle: () => {
      setOn(!isOn);
      setMarked(new Set());
    },
    choose: (id: string) => {
      const next = new Set(marked);
      if (!next.delete(id)) next.add(id);
      setMarked(next);
    },
    /** All of them; none where all are. */
    chooseAll: () => setMarked(new Set(chosen.length === all.length ? [] : all)),
  };
}
