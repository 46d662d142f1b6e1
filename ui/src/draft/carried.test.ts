/** Marks of carried answers: which edit takes them away. */
import type { Draft, Edit, Origin } from "../backend";
import { applyEdit } from "./apply";

const mark: Origin = { origin: "carried", form: "f", edition: "1", filing_date: null };
const draft: Draft = {
  format: 1,
  form: "f",
  edition: "1",
  variant: "v",
  filing_date: null,
  answers: { "a.text": "一", "a.table": [{ n: "甲" }, { n: "乙" }], "a.none": [] },
  attachments: [{ field: "a.file", path: "一.pdf", sha256: null }],
  origins: { "a.text": mark, "a.table": mark, "a.none": mark, "a.file": mark },
};

test.each<[Edit, string[]]>([
  [{ edit: "set", path: "a.text", value: "二" }, ["a.text"]],
  [{ edit: "set", path: "a.table[0].n", value: "丙" }, []],
  [{ edit: "remove_row", table: "a.table", at: 0 }, []],
  [{ edit: "replace_rows", table: "a.table", rows: [] }, ["a.table"]],
  [{ edit: "insert_row", table: "a.none", at: 0, row: { n: "丁" } }, ["a.none"]],
  [{ edit: "detach", at: 0 }, ["a.file"]],
  [{ edit: "mark", origins: { "a.text": null, "a.table": null } }, ["a.table", "a.text"]],
  [{ edit: "filing_date", date: "2026-01-01" }, []],
])("%o", (edit, gone) => {
  const left = Object.keys(applyEdit(draft, edit).origins ?? {});
  expect(
    Object.keys(draft.origins ?? {})
      .filter((id) => !left.includes(id))
      .sort(),
  ).toEqual(gone);
});

test("several edits are made one after the other", () => {
  const edits: Edit[] = [
    { edit: "set", path: "a.text", value: "二" },
    { edit: "mark", origins: { "a.text": mark } },
  ];
  const changed = applyEdit(draft, { edit: "several", edits });
  expect(changed.answers["a.text"]).toBe("二");
  expect(changed.origins?.["a.text"]).toEqual(mark);
});

test("without marks there is nothing in the draft", () => {
  const fields = Object.keys(draft.origins ?? {});
  const origins = Object.fromEntries(fields.map((id) => [id, null]));
  expect(applyEdit(draft, { edit: "mark", origins })).not.toHaveProperty("origins");
});

test("where an answer comes from stays known until the answer is changed", () => {
  const confirmed = applyEdit(draft, { edit: "mark", origins: { "a.text": null } });
  expect(confirmed.seen).toEqual({ "a.text": mark });
  const again = applyEdit(confirmed, { edit: "mark", origins: { "a.text": null } });
  expect(again.seen).toEqual({ "a.text": mark });
  expect(applyEdit(again, { edit: "set", path: "a.text", value: "二" })).not.toHaveProperty("seen");
});
