import type { RevisionLine } from "../backend";

/** How long typing may rest and still be the same, in milliseconds. */
const REST = 60_000;

/** Revisions that are shown as one. */
export interface Run {
  /** The newest of them. */
  line: RevisionLine;
  /** The number of the oldest. */
  first: number;
}

/** Typing is saved wherever it pauses: what was typed at one place without a rest is one change. Both: the newest first. */
export function runsOf(revisions: readonly RevisionLine[]): Run[] {
  const runs: Run[] = [];
  let later: RevisionLine | null = null;
  for (const line of revisions) {
    const run = runs.at(-1);
    if (run && later && goesOn(line, later)) run.first = line.number;
    else runs.push({ line, first: line.number });
    later = line;
  }
  return runs;
}

function goesOn(line: RevisionLine, later: RevisionLine): boolean {
  const isSame = line.places[0] === later.places[0] && line.undone === later.undone;
  return line.typed && later.typed && isSame && Date.parse(later.madeAt) - Date.parse(line.madeAt) < REST;
}
