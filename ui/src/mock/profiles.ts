/** Organisations that are kept, and what drafts of the library in memory are good for. The core knows better. */
import type {
  ComparedDrafts,
  ComparedProfile,
  Draft,
  Form,
  FormSummary,
  FoundProfiles,
  ProfileLine,
  ProfilePlace,
  Prospect,
} from "../backend";
import { check } from "./check";
import { emptyDraft, form } from "./drafts";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface ProfilesArgs {
  id: string;
  words: string;
  kind: string;
  place: string;
  profile: string | null;
  fills: boolean;
  take: string[];
}

const KIND = { id: "profile.organisation", title: "单位" };
const PLACE = "organisation";

/** What is kept of an organisation: the first two sections of the draft. */
export const profileForm: Form = {
  ...form,
  id: KIND.id,
  title: KIND.title,
  variants: form.variants.slice(0, 1),
  sections: form.sections.slice(0, 2),
  conditions: [],
  cross_checks: [],
  notices: [],
};

/** Another form, to which no draft leads by itself. */
export const OTHER_FORM: FormSummary = {
  ...form,
  id: "another-form",
  title: "上海市示例基地认定申请",
  outOfForce: null,
  season: null,
};

const FIELDS = form.sections.find(({ id }) => id === PLACE)?.fields ?? [];

export function profiles(library: MockLibrary) {
  const isProfile = ({ form }: Draft) => form === KIND.id;
  const all = () => [...library.kept].filter(([, { draft }]) => isProfile(draft));
  const line = (id: string): ProfileLine => {
    const { answers } = library.of(id).draft;
    const code = answers["organisation.credit_code"];
    return {
      id,
      kind: KIND,
      name: (answers["organisation.name"] as string | undefined) ?? null,
      number: typeof code === "string" ? `${code.slice(0, 4)}**********${code.slice(-4)}` : null,
      filled: Object.keys(answers).length,
      changedAt: new Date().toISOString(),
    };
  };
  const add = (answers: Draft["answers"]) => {
    const draft = { ...emptyDraft("in-house"), form: KIND.id, answers };
    return library.keep(`profile-${library.kept.size}`, draft);
  };
  const picked = (answers: Draft["answers"], take: string[]) =>
    Object.fromEntries(Object.entries(answers).filter(([field]) => take.includes(field)));
  return {
    find_profiles: ({ words }: ProfilesArgs): FoundProfiles => {
      const found = all().filter(([, { draft }]) =>
        words.split(/\s+/).every((word) => JSON.stringify(draft).includes(word)),
      );
      return { profiles: found.map(([id]) => line(id)), total: found.length, kinds: [KIND] };
    },
    create_profile: () => library.open(add({})),
    profile_places: ({ id }: ProfilesArgs): ProfilePlace[] => {
      const name = (library.of(id).draft.answers["organisation.name"] as string | undefined) ?? null;
      const known = all().find(([, { draft }]) => name && draft.answers["organisation.name"] === name);
      return [{ place: PLACE, title: "申报单位", kind: KIND, name, known: known?.[0] ?? null }];
    },
    compare_profile: ({ id, profile, fills }: ProfilesArgs): ComparedProfile => {
      const drafted = library.of(id).draft.answers;
      const kept = profile ? library.of(profile).draft.answers : {};
      const given = FIELDS.filter((field) => (fills ? kept : drafted)[field.id] !== undefined);
      const apart = given.filter((field) => kept[field.id] !== drafted[field.id]);
      const fields = apart.map((field) => ({
        field,
        kept: kept[field.id] ?? null,
        drafted: drafted[field.id] ?? null,
      }));
      return { fields, same: given.length - fields.length };
    },
    keep_in_profile: ({ id, profile, take }: ProfilesArgs): ProfileLine => {
      const answers = picked(library.of(id).draft.answers, take);
      if (!profile) return line(add(answers));
      const { draft } = library.of(profile);
      library.of(profile).draft = { ...draft, answers: { ...draft.answers, ...answers } };
      return line(profile);
    },
    fill_from_profile: ({ id, profile, take }: ProfilesArgs) => {
      const { answers } = library.of(profile ?? "").draft;
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
