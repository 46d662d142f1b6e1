import { check } from "../mock/check";
import { drafts, emptyDraft, form } from "../mock/drafts";
import { reviewGroups } from "./groups";

function groupsOf(draft: Parameters<typeof check>[1]) {
  return reviewGroups(form, check(form, draft));
}

test("each thing to do stands in one group only", () => {
  for (const draft of Object.values(drafts)) {
    const keys = groupsOf(draft).flatMap(({ entries }) => entries.map(({ key }) => key));
    expect(keys).toHaveLength(new Set(keys).size);
  }
});

test("what is wrong comes before what is missing, and time comes after", () => {
  const wrong = drafts.wrong ?? emptyDraft("in-house");
  const ids = groupsOf({ ...wrong, filing_date: "2026-06-15" }).map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(["change", "fill_in", "wait"]);
});

test("a clause that time will meet says from when on", () => {
  const wrong = drafts.wrong ?? emptyDraft("in-house");
  const wait = groupsOf({ ...wrong, filing_date: "2026-06-15" }).find(({ id }) => id === "wait");
  expect(wait?.entries[0]).toMatchObject({ key: "DC-5-2-a", path: "centre.operating_since" });
  expect(wait?.entries[0]?.says).toContain("2027-03-01");
});

test("kept answers that are not shown are listed by their names", () => {
  const draft = { ...emptyDraft("in-house"), answers: { "organisation.kind_other": "合作社" } };
  const hidden = groupsOf(draft).find(({ id }) => id === "hidden");
  expect(hidden?.entries.map(({ what }) => what)).toEqual([expect.stringContaining("请注明")]);
});
