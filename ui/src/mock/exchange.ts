/** Drafts that travel: two files wait to be chosen, a part that comes back and a whole draft. */
import type {
  Arrival,
  Conflict,
  Draft,
  Failure,
  HandoutLine,
  HandoutRequest,
  Merging,
  Side,
} from "../backend";
import { form, drafts as samples } from "./drafts";
import type { MockLibrary } from "./library";

export const SECRET = "春江潮水连海平海上明月";

/** The arguments of these commands. */
export interface ExchangeArgs {
  id: string;
  passphrase: string;
  request: HandoutRequest;
  decisions: Side[];
  /** A channel for `WorkProgress`. */
  progress: unknown;
}

const WRONG: Failure = {
  code: "wrong_passphrase",
  message: "口令不正确。",
  hint: "请核对大小写和输入法后重新输入；口令由发送人设置，无法找回。",
};

/** A part as it is opened on the other machine. */
export function part(): Draft {
  const whole = samples["in-house"] as Draft;
  const answers = Object.entries(whole.answers).filter(([id]) => id.startsWith("team."));
  const excerpt = {
    id: "1",
    sections: ["team"],
    shown: [],
    from: "综合办公室",
    to: "人事部",
    note: "请核对花名册，6月10日前交回。",
  };
  return { ...whole, answers: Object.fromEntries(answers), attachments: [], excerpt };
}

export function exchange(library: MockLibrary) {
  const handouts: HandoutLine[] = [];
  const written = (name: string) => (library.folder === null ? null : `${library.folder}/${name}`);
  return {
    import_draft: (): Arrival | null =>
      library.file && { arrival: "locked", name: `${library.file}.shenbao` },
    arrived_file: () => null,
    open_locked: async ({ passphrase, progress }: ExchangeArgs): Promise<Arrival> => {
      await library.work(progress);
      if (passphrase !== SECRET) throw WRONG;
      if (library.file === "交回") return { arrival: "returned", merging: merging(library, handouts) };
      const draft = library.file === "待填部分" ? part() : (samples.studio as Draft);
      return { arrival: "opened", draft: library.open(library.keep(`came-${library.kept.size}`, draft)) };
    },
    export_draft: () => written("草稿.shenbao.json"),
    export_protected: async ({ progress }: ExchangeArgs) => {
      await library.work(progress);
      return written("草稿.shenbao");
    },
    hand_out: async ({ request: { sections, to, note }, progress }: ExchangeArgs) => {
      await library.work(progress);
      const titles = form.sections.filter(({ id }) => sections.includes(id)).map(({ title }) => title);
      const givenAt = new Date().toISOString();
      handouts.unshift({ id: `${handouts.length}`, to, note, sections: titles, givenAt, returnedAt: null });
      return written("待填部分.shenbao");
    },
    give_back: async ({ progress }: ExchangeArgs) => {
      await library.work(progress);
      return written("交回.shenbao");
    },
    list_handouts: () => handouts,
    merge_returned: async ({ decisions, progress }: ExchangeArgs) => {
      await library.work(progress);
      const [id] = library.kept.keys();
      const kept = library.of(id ?? "");
      kept.done.push(kept.draft);
      const headcount = decisions[0] === "theirs" ? 41 : (kept.draft.answers["team.headcount"] ?? null);
      const answers = { ...kept.draft.answers, "team.headcount": headcount, "team.leader": "周明远" };
      kept.draft = { ...kept.draft, answers: answers as Draft["answers"] };
      return library.open(id ?? "");
    },
  };
}

function merging(library: MockLibrary, handouts: HandoutLine[]): Merging {
  const [id = ""] = library.kept.keys();
  const roster = form.sections.flatMap(({ fields }) => fields).find((field) => field.id === "team.roster");
  const column = roster && "columns" in roster ? (roster.columns[0]?.id ?? "") : "";
  const conflicts: Conflict[] = [
    { conflict: "answer", field: "team.headcount", base: 36, ours: 38, theirs: 41 },
    { conflict: "cell", field: "team.roster", row: 2, column, base: "沈一", ours: "沈一一", theirs: "沈亦" },
    {
      conflict: "row",
      field: "team.roster",
      base: { [column]: "顾三" },
      ours: null,
      theirs: { [column]: "顾珊" },
    },
    { conflict: "order", field: "team.roster" },
    { conflict: "files", field: "evidence.business_licence", ours: ["执照.pdf"], theirs: ["新执照.pdf"] },
  ];
  const asked = library.conflicts ?? conflicts;
  return {
    id,
    form,
    applicant: String(library.of(id).draft.answers["organisation.name"] ?? "") || null,
    handout: handouts[0] ?? {
      id: "0",
      to: "人事部",
      note: "",
      sections: ["设计团队"],
      givenAt: new Date().toISOString(),
      returnedAt: null,
    },
    taken: [{ change: "answer", field: "contact.name", before: "陈示例", after: "周明远" }],
    conflicts: asked,
  };
}
