import type { RevisionLine } from "../backend";
import { runsOf } from "./runs";

const at = (number: number, second: number, change: Partial<RevisionLine> = {}): RevisionLine => ({
  number,
  madeAt: new Date(1_800_000_000_000 + second * 1000).toISOString(),
  places: ["organisation.name"],
  morePlaces: 0,
  typed: true,
  undone: false,
  backTo: null,
  ...change,
});

const numbers = (revisions: RevisionLine[]) =>
  runsOf(revisions.toReversed()).map(({ line, first }) => [first, line.number]);

test("typing with pauses is one change", () => {
  expect(numbers([at(1, 0), at(2, 50), at(3, 100)])).toEqual([[1, 3]]);
  expect(numbers([])).toEqual([]);
});

test("a rest, another place, another kind of change and what was taken back stand apart", () => {
  const apart: Partial<RevisionLine>[] = [
    { madeAt: at(2, 60).madeAt },
    { places: ["contact.name"] },
    { typed: false },
    { undone: true },
  ];
  for (const change of apart) {
    expect(numbers([at(1, 0), at(2, 1, change)]), JSON.stringify(change)).toEqual([
      [2, 2],
      [1, 1],
    ]);
  }
});

test("what goes on after something else is another change", () => {
  expect(numbers([at(1, 0), at(2, 1, { places: ["contact.name"] }), at(3, 2)])).toEqual([
    [3, 3],
    [2, 2],
    [1, 1],
  ]);
});
