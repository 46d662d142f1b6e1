import { check } from "../mock/check";
import { drafts, emptyDraft, form } from "../mock/drafts";
import { EFFORTS, nextSteps } from "./nextSteps";

const stepsOf = (draft: Parameters<typeof check>[1]) => nextSteps(form, check(form, draft));

test("what takes the least effort comes first", () => {
  for (const draft of Object.values(drafts)) {
    const efforts = stepsOf(draft).map(({ effort }) => EFFORTS.indexOf(effort));
    expect(efforts).toEqual(efforts.toSorted((one, other) => one - other));
  }
});

test("a gap is said in words, and a day as a day", () => {
  const wrong = { ...(drafts.wrong ?? emptyDraft("in-house")), filing_date: "2026-06-15" };
  const byKey = new Map(stepsOf(wrong).map((step) => [step.key, step]));
  expect(byKey.get("DC-I-team")).toMatchObject({ effort: "gain", gap: "再补 6 人", path: "team.headcount" });
  expect(byKey.get("DC-5-2-a")).toMatchObject({ effort: "wait", gap: "2027年3月1日起满足" });
});

test("what a section lacks is one step for each effort", () => {
  const steps = stepsOf(emptyDraft("in-house"));
  const contact = steps.filter(({ path }) => path?.startsWith("contact."));
  expect(contact).toEqual([
    expect.objectContaining({ effort: "answer", gap: expect.stringMatching(/^还缺 \d+ 项$/) }),
  ]);
  expect(steps.find(({ path }) => path?.startsWith("evidence."))?.effort).toBe("attach");
});

test("a clause whose missing answers are steps already is none of its own", () => {
  const keys = stepsOf(emptyDraft("in-house")).map(({ key }) => key);
  expect(keys).not.toContain("DC-I-team");
  expect(keys).toHaveLength(new Set(keys).size);
});

test("a ready draft leaves nothing to do", () => {
  expect(stepsOf(drafts["in-house"] ?? emptyDraft("in-house"))).toEqual([]);
});
