/** What numbers contain, held against what the core reads in them. */
import type { FieldKind } from "../backend";
import { contentsOf } from "./contents";
import cases from "./contents.cases.json";

const CASES = cases as [kind: "credit_code" | "identity_number", number: string, contents: object | null][];

test("numbers contain what the core reads in them", () => {
  const read = CASES.map(([kind, number]) => {
    const contents = contentsOf({ kind } as FieldKind, number);
    // Of kinds of unit the core knows nothing.
    if (contents) delete contents.unitKind;
    return [kind, number, contents];
  });
  expect(read).toEqual(CASES);
  expect(CASES.filter(([, , contents]) => contents !== null).length).toBeGreaterThan(30);
});
