/** Drafts for tests and pictures: empty, half-filled, wrong, ready, and larger than anyone would file. */
import half from "../../../forms/design-center/2023/examples/half-filled.shenbao.json";
import inHouse from "../../../forms/design-center/2023/examples/in-house.shenbao.json";
import studio from "../../../forms/design-center/2023/examples/studio.shenbao.json";
import type { Draft, Form, Value } from "../backend";
import pack from "./design-center.json";

/** A snapshot of the pack, in the shape in which the core hands it over. */
export const form = pack as unknown as Form;

const OVERFULL_ROWS = 2000;

export const drafts: Record<string, Draft> = {
  empty: emptyDraft("in-house"),
  half: asDraft(half),
  wrong: wrongDraft(),
  "in-house": asDraft(inHouse),
  studio: asDraft(studio),
  overfull: overfullDraft(),
};

export function emptyDraft(variant: string): Draft {
  const { id, edition } = form;
  return { format: 1, form: id, edition, variant, filing_date: null, answers: {}, attachments: [] };
}

/** One of many: of another company and day, in one of four states. */
export function another(at: number): Draft {
  const draft =
    [drafts.half, drafts["in-house"], drafts.wrong, drafts.studio][at % 4] ?? emptyDraft("in-house");
  const name = `上海示例第${at + 1}设计有限公司（示例）`;
  const filing_date = `${2026 + (at % 3)}-0${(at % 9) + 1}-15`;
  return { ...draft, filing_date, answers: { ...draft.answers, "organisation.name": name } };
}

/** Next year's draft from this year's, as the core makes it: every answer marked. */
export function carried(older: Draft): Draft {
  const { form: from, edition, filing_date, answers, variant } = older;
  const origins = Object.keys(answers).map((id) => [
    id,
    { origin: "carried", form: from, edition, filing_date },
  ]);
  return { ...emptyDraft(variant), answers, origins: Object.fromEntries(origins) };
}

function asDraft(json: unknown): Draft {
  const draft = json as Draft;
  const answers = Object.entries(draft.answers).filter(([, value]) => value !== null);
  return { ...draft, answers: Object.fromEntries(answers) };
}

function wrongDraft(): Draft {
  const draft = asDraft(inHouse);
  const roster = (draft.answers["team.roster"] as Record<string, Value>[]).map((row, index) =>
    index % 9 === 2 ? { ...row, joined_on: "去年夏天" } : row,
  );
  const wrong = {
    "organisation.name": "上海云帆设计有限公司（示例）",
    "organisation.credit_code": "91310106MA1",
    "contact.email": "example.com",
    "centre.operating_since": "2025-03-01",
    "team.headcount": 24,
    "team.roster": roster,
    "integrity.no_accident": false,
  };
  return { ...draft, filing_date: "2029-01-05", answers: { ...draft.answers, ...wrong } };
}

function overfullDraft(): Draft {
  const draft = asDraft(inHouse);
  const one = (draft.answers["ip.list"] as Record<string, Value>[])[0] ?? {};
  const list = Array.from({ length: OVERFULL_ROWS }, (_, index) => ({
    ...one,
    name: `一种装置（第 ${index + 1} 件）`,
  }));
  const name = `上海${"特别长的单位名称".repeat(8)}有限公司（示例）`;
  const advantage = "本单位长期从事工业设计，形成了稳定的团队和成熟的流程。".repeat(120);
  return {
    ...draft,
    answers: { ...draft.answers, "organisation.name": name, "ip.list": list, "written.advantage": advantage },
  };
}
