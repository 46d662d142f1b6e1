/** Organisations that are kept, and what drafts of the library in memory are good for. The core knows better. */
import type {
  ComparedDrafts,
  ComparedProfile,
  Draft,
  Edit,
  Field,
  Form,
  FormSummary,
  FoundProfiles,
  ProfileKind,
  ProfileLine,
  ProfilePlace,
  Prospect,
  Section,
} from "../backend";
import { rowsOf } from "../draft/apply";
import { readPath } from "../draft/path";
import { isProfile } from "../profiles/isProfile";
import { check } from "./check";
import { emptyDraft, form } from "./drafts";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface ProfilesArgs {
  id: string;
  words: string;
  deleted: boolean;
  kind: string;
  place: string;
  profile: string | null;
  fills: boolean;
  take: string[];
}

const PLACE = "organisation";
/** Its rows are people; what a profile calls `person.name` is the column `name`. */
const ROSTER = "team.roster";
const ORGANISATION = profileForm(
  "profile.organisation",
  "单位",
  "organisation.name",
  // The first two sections of the draft.
  form.sections.slice(0, 2),
);
const PERSON_FIELDS: [string, string, Field["kind"]][] = [
  ["person.name", "姓名", "text"],
  ["person.id_number", "证件号码", "identity_document"],
  ["person.born", "出生日期", "date"],
  ["person.unit", "工作单位", "text"],
  ["person.post", "职务", "text"],
];
const PERSON = profileForm("profile.person", "人员", "person.name", [
  {
    ...(form.sections[0] as Section),
    id: "person",
    title: "人员",
    hint: null,
    fields: PERSON_FIELDS.map(plain),
  },
]);
const FORMS = [ORGANISATION, PERSON];
const NUMBERS = ["organisation.credit_code", "person.id_number"];
/** Those that a row of the roster has a column for. */
const PERSON_COLUMNS = PERSON.sections
  .flatMap(({ fields }) => fields)
  .filter(({ id }) => id === "person.name" || id === "person.post");
const FIELDS = ORGANISATION.sections.flatMap(({ fields }) => fields);

/** Another form, to which no draft leads by itself. */
export const OTHER_FORM: FormSummary = {
  ...form,
  id: "another-form",
  title: "上海市示例基地认定申请",
  unofficial: null,
  outOfForce: null,
  season: null,
};

/** What a draft is filled in by. */
export function formOf(draft: Draft): Form {
  return FORMS.find(({ id }) => id === draft.form) ?? form;
}

/** The organisation of the half-filled sample draft, which says two answers otherwise and one more; and a person. */
export function sampleProfiles(): Record<string, Draft> {
  const organisation = {
    "organisation.name": "上海示例拾光家居用品有限公司",
    "organisation.credit_code": "91310120MA1HP5T92F",
    "organisation.registered_address": "上海市奉贤区示例路 200 号 8 楼",
    "organisation.website": "https://www.shiguang.example",
    "contact.mobile": "13900000000",
  };
  const person = {
    "person.name": "陈示例",
    "person.id_number": "11010519491231002X",
    "person.post": "设计总监",
  };
  return {
    "profile-1": { ...emptyDraft("profile"), form: ORGANISATION.id, answers: organisation },
    "profile-2": { ...emptyDraft("profile"), form: PERSON.id, answers: person },
  };
}

export function profiles(library: MockLibrary) {
  const all = (of = library.kept) => [...of].filter(([, { draft }]) => isProfile({ id: draft.form }));
  const line = (id: string, draft = library.of(id).draft): ProfileLine => {
    const { answers } = draft;
    const text = (field = "") => (answers[field] as string | undefined) ?? null;
    const number = text(NUMBERS.find((field) => answers[field] !== undefined));
    return {
      id,
      kind: kindOf(formOf(draft)),
      name: text(formOf(draft).named_by[0]),
      number: number && `${number.slice(0, 4)}**********${number.slice(-4)}`,
      filled: Object.keys(answers).length,
      changedAt: new Date().toISOString(),
    };
  };
  const add = (form: string, answers: Draft["answers"]) =>
    library.keep(`profile-${library.kept.size}`, { ...emptyDraft("profile"), form, answers });
  const picked = (answers: Draft["answers"], take: string[]) =>
    Object.fromEntries(Object.entries(answers).filter(([field]) => take.includes(field)));
  return {
    find_profiles: ({ words, deleted }: ProfilesArgs): FoundProfiles => {
      const found = all(deleted ? library.deleted : library.kept).filter(([, { draft }]) =>
        words.split(/\s+/).every((word) => JSON.stringify(draft).includes(word)),
      );
      const profiles = found.map(([id, { draft }]) => line(id, draft));
      return { profiles, total: found.length, kinds: FORMS.map(kindOf) };
    },
    create_profile: ({ kind }: ProfilesArgs) => library.open(add(kind, {})),
    profile_places: ({ id }: ProfilesArgs): ProfilePlace[] => {
      const name = (library.of(id).draft.answers["organisation.name"] as string | undefined) ?? null;
      const known = all().find(([, { draft }]) => name && draft.answers["organisation.name"] === name);
      const people = rowsOf(library.of(id).draft.answers[ROSTER]).map((row) => String(row.name ?? ""));
      const person = (at: number, name: string | null): ProfilePlace => {
        const same = all().find(([, { draft }]) => name && draft.answers["person.name"] === name);
        const place = `${ROSTER}[${at}]`;
        return { place, title: "团队成员", kind: kindOf(PERSON), name, known: same?.[0] ?? null };
      };
      return [
        { place: PLACE, title: "申报单位", kind: kindOf(ORGANISATION), name, known: known?.[0] ?? null },
        ...people.map((name, at) => person(at, name)),
        person(people.length, null),
      ];
    },
    compare_profile: ({ id, place, profile, fills }: ProfilesArgs): ComparedProfile => {
      const drafted = said(library.of(id).draft.answers, place);
      const kept = profile ? library.of(profile).draft.answers : {};
      const given = (isRow(place) ? PERSON_COLUMNS : FIELDS).filter(
        (field) => (fills ? kept : drafted)[field.id] !== undefined,
      );
      const apart = given.filter((field) => kept[field.id] !== drafted[field.id]);
      const fields = apart.map((field) => ({
        field,
        kept: kept[field.id] ?? null,
        drafted: drafted[field.id] ?? null,
      }));
      return { fields, same: given.length - fields.length };
    },
    keep_in_profile: ({ id, place, kind, profile, take }: ProfilesArgs): ProfileLine => {
      const answers = picked(said(library.of(id).draft.answers, place), take);
      if (!profile) return line(add(kind, answers));
      const { draft } = library.of(profile);
      library.of(profile).draft = { ...draft, answers: { ...draft.answers, ...answers } };
      return line(profile);
    },
    fill_from_profile: ({ id, place, profile, take }: ProfilesArgs) => {
      const { answers } = library.of(profile ?? "").draft;
      if (isRow(place)) return library.changed(id, row(library.of(id).draft, place, picked(answers, take)));
      const name = String(answers["organisation.name"] ?? "未填写名称");
      const edits = Object.entries(picked(answers, take)).map(([path, value]) => ({
        edit: "set" as const,
        path,
        value,
      }));
      const origin = { open: { origin: "profile" as const, name }, seen: null };
      const traces = Object.fromEntries(edits.map(({ path }) => [path, origin]));
      return library.changed(id, { edit: "several", edits: [...edits, { edit: "trace", traces }] });
    },
    list_prospects: ({ id }: ProfilesArgs) => prospects(library.of(id).draft),
    compare_drafts: ({ before, after }: { before: string; after: string }): ComparedDrafts => ({
      form,
      changes: library.differences(library.of(before).draft, library.of(after).draft),
    }),
  };
}

/** What a draft says at a place, by the profile's fields. */
function said(answers: Draft["answers"], place: string): Draft["answers"] {
  if (!isRow(place)) return answers;
  const cells = rowsOf(answers[ROSTER])[readPath(place).row ?? 0] ?? {};
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [`person.${column}`, value]));
}

/** A person as a row: the one at the place with these cells changed, or a new one. */
function row(draft: Draft, place: string, answers: Draft["answers"]): Edit {
  const at = readPath(place).row ?? 0;
  const rows = [...rowsOf(draft.answers[ROSTER])];
  const filled = Object.entries(answers).map(([field, value]) => [field.replace("person.", ""), value]);
  rows[at] = { ...rows[at], ...Object.fromEntries(filled) };
  return { edit: "replace_rows", table: ROSTER, rows };
}

function isRow(place: string): boolean {
  return readPath(place).row !== null;
}

function prospects(draft: Draft): Prospect[] {
  return form.variants.map(({ id, title }) => {
    const { findings } = check(form, { ...draft, variant: id });
    const count = (standing: string) => findings.filter((finding) => finding.standing === standing).length;
    const unmet = findings.filter(({ standing }) => standing === "not_met");
    const waits = unmet.map(({ earliest }) => earliest).sort();
    return {
      form: form.id,
      edition: form.edition,
      title: form.title,
      variant: id,
      variant_title: title,
      out_of_force: null,
      known: Object.keys(draft.answers).length,
      met: count("met"),
      not_met: unmet.length,
      unknown: count("unknown"),
      decided: [...unmet, ...findings.filter(({ standing }) => standing === "met")],
      from: waits.includes(null) ? null : (waits.at(-1) ?? null),
    };
  });
}

function kindOf({ id, title }: Form): ProfileKind {
  return { id, title };
}

/** Nothing in it is required, and nothing decides. */
function profileForm(id: string, title: string, name: string, sections: Section[]): Form {
  const optional = (field: Field) => ({ ...field, required: false, variants: [] });
  return {
    ...form,
    id,
    edition: "1",
    title,
    arranged: "",
    variants: [{ id: "profile", title, hint: "", filers: [] }],
    named_by: [name],
    sections: sections.map((section) => ({ ...section, fields: section.fields.map(optional) })),
    conditions: [],
    cross_checks: [],
    notices: [],
  };
}

function plain([id, label, kind]: (typeof PERSON_FIELDS)[number]): Field {
  const nothing = { required: false, variants: [], hint: null, example: null, cite: null, private: false };
  return { id, label, kind, ...nothing } as unknown as Field;
}
