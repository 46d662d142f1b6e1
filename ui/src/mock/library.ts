/** A library in memory that answers the shell's commands: for tests and for looking at screens in a browser. */
import type { Channel } from "@tauri-apps/api/core";
import type {
  BackTo,
  Backup,
  BundleProgress,
  Change,
  ChangedDraft,
  Conflict,
  Draft,
  DraftState,
  DraftSummary,
  Due,
  Edit,
  Failure,
  FoundDrafts,
  History,
  Label,
  Start,
  TableReading,
  WantedDrafts,
  WorkProgress,
} from "../backend";
import { applyEdit } from "../draft/apply";
import { isProfile } from "../profiles/isProfile";
import { aboutCommands } from "./about";
import { type BatchArgs, batch } from "./batch";
import { check } from "./check";
import { carried, emptyDraft, form, drafts as samples } from "./drafts";
import { attachment, inspected, PASSWORD, PICKED } from "./evidence";
import { type ExchangeArgs, exchange } from "./exchange";
import { CODE, type FilingsArgs, filings } from "./filings";
import { MockImport } from "./import";
import { type InsightArgs, insight } from "./insight";
import { OwnPacks, ownCommands } from "./own";
import { mockPdf } from "./pdf";
import { type PortalArgs, portal } from "./portal";
import { formOf, type ProfilesArgs, profiles, sampleProfiles } from "./profiles";
import { type RulesArgs, rules } from "./rules";
import { TODAY, type YearArgs, year } from "./year";

interface Kept {
  draft: Draft;
  undone: Draft[];
  done: Draft[];
  tags: string[];
  archived: boolean;
}

/** The arguments of all commands; each reads its own. */
export interface Args
  extends InsightArgs,
    ExchangeArgs,
    FilingsArgs,
    ProfilesArgs,
    Omit<PortalArgs, "id">,
    RulesArgs,
    Omit<BatchArgs, "folder" | "progress">,
    Omit<YearArgs, "id"> {
  variant: string;
  example: string;
  edit: Edit;
  field: string;
  document: string;
  password: string;
  folder: string;
  zip: boolean;
  /** A revision's number for one command, a draft's id for another. */
  before: number & string;
  after: number & string;
  revision: number;
  tags: string[];
  archived: boolean;
  wanted: WantedDrafts;
  text: string;
  reading: TableReading;
  from: number;
  count: number;
  wrong: boolean;
  replace: boolean;
  progress: Channel<BundleProgress>;
}

export class MockLibrary {
  readonly kept = new Map<string, Kept>();
  /** Every edit that arrived, in order. */
  readonly edits: Edit[] = [];
  /** What the next calls of a command fail with. */
  readonly failures = new Map<string, Failure>();
  /** The state that `start` reports. */
  library: Start["library"] = OPEN;
  recovery = "0001G-40R40-M30E2\n0G1GA-81C3G-1JD42\n20M2G-A1H6M-PT1GW\n30D38-E1W7G-R3HBZ";
  /** The protected file that the next dialog chooses, without its ending. */
  file: "草稿" | "待填部分" | "交回" | null = null;
  /** What both sides changed in the part that comes back. */
  conflicts: Conflict[] | null = null;
  /** Forms beside the one that the drafts are of; nothing can be filled in there. */
  otherForms: Start["forms"] = [];
  /** The draft at which a batch stays until it is stopped, from 0. */
  batchStaysAt: number | null = null;
  /** What was copied last. */
  clipboard = "";
  /** Where the window stands. */
  window: "full" | "beside" | "on top" = "full";
  /** A work that takes long goes on until it is stopped. */
  workStays = false;
  /** Form packs that were added. */
  readonly own = new OwnPacks();
  /** What the dialogs answer. */
  folder: string | null = "/home/user/文档";
  /** The newest first. */
  backups = [backup("daily", new Date(2026, 0, 12, 9, 30)), backup("daily", new Date(2026, 0, 11, 8, 55))];
  readonly deleted = new Map<string, Kept>();
  private isCancelled = false;
  private picks = 0;
  private waiting = { id: "", field: "" };
  private readonly table = new MockImport();
  /** The draft for which a table is open. */
  private tableOf = "";

  constructor(ids: string[]) {
    const all = { ...samples, ...sampleProfiles() };
    for (const id of ids) this.keep(id, all[id] ?? emptyDraft("in-house"));
  }

  /** Answers a command; rejects as the shell does. */
  async answer(command: string, args: Args): Promise<unknown> {
    const failure = this.failures.get(command);
    if (failure) throw failure;
    const run = this.commands[command];
    if (!run) throw { code: "unexpected", message: `no such command: ${command}`, hint: null };
    return run(args);
  }

  private readonly commands: Record<string, (args: Args) => unknown> = {
    ...aboutCommands,
    ...ownCommands(this.own),
    start: () => this.start(),
    unlock_library: () => this.opened(false),
    recover_library: () => this.opened(false),
    recovery_key: () => this.recovery,
    note_recovery_key: () => this.opened(false),
    change_library_key: async ({ progress }) => {
      await this.work(progress);
      return this.opened(true);
    },
    change_passphrase: () => null,
    print_page: () => null,
    back_up_if_due: () => null,
    make_backup: async ({ progress }) => {
      await this.work(progress);
      this.backups.unshift(backup("wanted", new Date()));
      return this.backups;
    },
    list_backups: () => [...this.backups],
    restore_backup: async ({ progress }) => {
      await this.work(progress);
      this.backups.unshift(backup("before_restore", new Date()));
      return this.opened(false);
    },
    restore_other_library: async ({ progress }) => {
      await this.work(progress);
      return this.opened(false);
    },
    examine_library: ({ progress }) => this.work(progress),
    rescue_library: async ({ progress }) => {
      await this.work(progress);
      return { start: this.opened(false), drafts: 3, files: 2, losses: LOSSES };
    },
    stop_work: () => {
      this.isCancelled = true;
    },
    reveal_library: () => null,
    find_drafts: ({ wanted }) => this.found(wanted),
    tag_draft: ({ id, tags }) => {
      this.of(id).tags = [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))].sort();
      return null;
    },
    archive_draft: ({ id, archived }) => {
      this.of(id).archived = archived;
      return null;
    },
    create_draft: ({ variant }) => this.open(this.keep(`new-${this.kept.size}`, emptyDraft(variant))),
    create_from_example: ({ example }) =>
      this.open(this.keep(`copy-${this.kept.size}`, samples[example] ?? emptyDraft("in-house"))),
    create_from_draft: ({ id, variant }) => {
      const draft = carried(this.of(id).draft);
      return this.open(this.keep(`next-${this.kept.size}`, { ...draft, variant: variant ?? draft.variant }));
    },
    open_draft: ({ id }) => this.open(id),
    edit_draft: ({ id, edit }) => this.edit(id, edit),
    undo: ({ id }) => this.step(id, "done", "undone"),
    redo: ({ id }) => this.step(id, "undone", "done"),
    list_revisions: ({ id }) => this.history(id),
    compare_revisions: ({ id, before, after }) =>
      differences(this.stateAt(id, before), this.stateAt(id, after)),
    go_back: ({ id, revision }) => {
      const kept = this.of(id);
      kept.done.push(kept.draft);
      const made = this.history(id).revisions.find(({ number }) => number === revision);
      // A state of its own: what it went back to is told of it alone.
      kept.draft = { ...this.stateAt(id, revision) };
      this.wentBack.set(kept.draft, { madeAt: made?.madeAt ?? null });
      return { state: this.state(id), draft: kept.draft };
    },
    delete_draft: ({ id }) => move(this.kept, this.deleted, id),
    restore_draft: ({ id }) => move(this.deleted, this.kept, id),
    ...exchange(this),
    ...filings(this),
    ...year(this),
    ...batch(this),
    ...profiles(this),
    ...portal(this),
    ...rules(this.own),
    attach_files: ({ id, field }) => {
      const { attached, refused } = PICKED[this.picks++ % PICKED.length] ?? { attached: [], refused: [] };
      this.waiting = { id, field };
      return { changed: this.attach(id, field, attached), refused };
    },
    unlock_file: ({ password }) => {
      const locked = PICKED.flatMap(({ refused }) => refused).filter((file) => file.locked !== null);
      const refused = locked.map((file) => ({
        ...file,
        refusal: { reason: "wrong_password", says: "密码不正确。", hint: "请核对大小写后重新输入。" },
      }));
      const { id, field } = this.waiting;
      if (password !== PASSWORD) return { changed: this.attach(id, field, []), refused };
      const names = locked.map(({ name }) => name);
      return { changed: this.attach(id, field, names), refused: [] };
    },
    inspect_attachments: ({ id }) =>
      (this.of(id).draft.attachments ?? []).filter(({ sha256 }) => sha256).map(inspected),
    ...insight(form, (id) => this.of(id).draft),
    pick_table: ({ id, field }) => this.openTable(id, field, "名册.xlsx"),
    paste_table: ({ id, field }) => this.openTable(id, field, "粘贴的内容"),
    read_table: ({ reading }) => this.table.read(this.of(this.tableOf).draft, reading),
    table_rows: ({ from, count, wrong }) => this.table.rows(from, count, wrong),
    take_table: ({ replace }) => {
      const kept = this.of(this.tableOf);
      kept.done.push(kept.draft);
      kept.draft = this.table.take(kept.draft, replace);
      return { state: this.state(this.tableOf), draft: kept.draft };
    },
    cancel_import: () => null,
    save_template: () => `${this.folder}/花名册.xlsx`,
    preview_documents: () => PREVIEWS,
    preview_pdf: ({ document }) => mockPdf(PREVIEWS.find(({ id }) => id === document)?.pages ?? 1),
    choose_folder: () => this.folder,
    generate_bundle: ({ id, folder, zip, progress }) => this.generate(id, folder, zip, progress),
    cancel_bundle: () => {
      this.isCancelled = true;
    },
    reveal: () => null,
  };

  /** Something that takes a while; with `workStays` until it is stopped. */
  async work(progress: unknown) {
    this.isCancelled = false;
    const channel = progress as Channel<WorkProgress>;
    for (let done = 1; done <= 3 || this.workStays; done++) {
      channel.onmessage({ done: Math.min(done, 3), total: 4, isFinal: false });
      await new Promise((resolve) => setTimeout(resolve, STEP_TAKES));
      if (this.isCancelled) throw { code: "cancelled", message: "已取消。", hint: "资料库未作任何改动。" };
    }
  }

  private openTable(id: string, field: string, file: string) {
    this.tableOf = id;
    return this.table.open(form, this.of(id).draft, field, file);
  }

  private opened(recovery_due: boolean): Start {
    this.library = { ...OPEN, recovery_due };
    return this.start();
  }

  readonly differences = differences;

  keep(id: string, draft: Draft): string {
    this.kept.set(id, { draft, done: [], undone: [], tags: [], archived: false });
    return id;
  }

  of(id: string): Kept {
    const kept = this.kept.get(id);
    if (!kept) throw { code: "no_such_draft", message: "没有找到这份申报。", hint: "请返回列表后重试。" };
    return kept;
  }

  private start(): Start {
    const { id, edition, title, arranged, source, variants } = form;
    const examples = ["in-house", "studio", "half"].map((example) => ({
      id: example,
      form: id,
      edition,
      variant: samples[example]?.variant ?? "",
      title: String(samples[example]?.answers["organisation.name"] ?? example),
      note: variants.find((variant) => variant.id === samples[example]?.variant)?.title ?? null,
      standing: check(form, samples[example] ?? emptyDraft("in-house")).standing,
    }));
    const drafts = this.library.state === "open" ? this.found(ALL) : NONE;
    return {
      forms: [
        {
          id,
          edition,
          title,
          arranged,
          source,
          unofficial: null,
          outOfForce: null,
          variants,
          season: "提名季",
        },
        ...this.own.forms(),
        ...this.otherForms,
      ],
      drafts,
      examples,
      library: this.library,
    };
  }

  /** Words are looked for anywhere; the core knows better. */
  private found(wanted: WantedDrafts): FoundDrafts {
    const words = wanted.words.split(/\s+/).filter(Boolean);
    const drafts = [...(wanted.deleted ? this.deleted : this.kept)].filter(
      ([, { draft }]) => !isProfile({ id: draft.form }),
    );
    const everywhere = drafts.map(([id, kept]) => ({
      ...summary(id, kept),
      text: JSON.stringify(kept.draft),
    }));
    const all = everywhere.filter((each) => wanted.deleted || each.archived === wanted.archived);
    const found = all.filter(
      (each) =>
        words.every((word) => each.text.includes(word)) &&
        (wanted.standing === null || each.standing === wanted.standing) &&
        (wanted.applicant === null || each.applicant === wanted.applicant) &&
        (wanted.tag === null || each.tags.includes(wanted.tag)) &&
        (wanted.due === null || each.dueGroup === wanted.due),
    );
    const order: Due[] = ["soon", "later", "past", "unknown"];
    if (wanted.byDue)
      found.sort(
        (one, other) =>
          order.indexOf(one.dueGroup) - order.indexOf(other.dueGroup) ||
          (one.due ?? "").localeCompare(other.due ?? ""),
      );
    const foundIn = words.length > 0 ? ["单位名称", "团队成员"] : [];
    return {
      drafts: found.map(({ text: _, ...each }) => ({ ...each, foundIn })),
      total: found.length,
      tags: counted(
        all.flatMap((each) => each.tags),
        everywhere.flatMap((each) => each.tags),
      ),
      applicants: counted(all.flatMap((each) => each.applicant ?? [])),
    };
  }

  open(id: string) {
    const { draft } = this.of(id);
    return { id, form: formOf(draft), draft, state: this.state(id) };
  }

  private edit(id: string, edit: Edit): DraftState {
    this.edits.push(edit);
    return this.changed(id, edit).state;
  }

  changed(id: string, edit: Edit): ChangedDraft {
    const kept = this.of(id);
    kept.done.push(kept.draft);
    kept.undone = [];
    kept.draft = applyEdit(kept.draft, edit);
    return { state: this.state(id), draft: kept.draft };
  }

  /** States that were gone back to, and when each was made. */
  private readonly wentBack = new Map<Draft, BackTo>();

  private stateAt(id: string, revision: number): Draft {
    const { done, draft } = this.of(id);
    return done[revision] ?? draft;
  }

  private history(id: string): History {
    const states = [...this.of(id).done, this.of(id).draft];
    const revisions = states.slice(1).map((state, at) => ({
      number: at + 1,
      // Each after a rest.
      madeAt: new Date(Date.now() - (states.length - at) * 600_000).toISOString(),
      places: differences(states[at] ?? state, state).map((change) => change.field),
      morePlaces: 0,
      typed: true,
      undone: false,
      backTo: this.wentBack.get(state) ?? null,
    }));
    return { revisions: revisions.reverse(), current: states.length - 1, hasMore: false };
  }

  private attach(id: string, field: string, names: string[]): ChangedDraft {
    for (const name of names) {
      const at = this.of(id).draft.attachments?.length ?? 0;
      this.changed(id, { edit: "attach", attachment: attachment(field, name), at });
    }
    return { state: this.state(id), draft: this.of(id).draft };
  }

  private step(id: string, from: "done" | "undone", to: "done" | "undone"): ChangedDraft {
    const kept = this.of(id);
    const draft = kept[from].pop();
    if (draft) {
      kept[to].push(kept.draft);
      kept.draft = draft;
    }
    return { state: this.state(id), draft: kept.draft };
  }

  private state(id: string): DraftState {
    const { draft, done, undone } = this.of(id);
    const savedAt = new Date().toISOString();
    return {
      report: check(formOf(draft), draft),
      savedAt,
      canUndo: done.length > 0,
      canRedo: undone.length > 0,
    };
  }

  private async generate(id: string, folder: string, zip: boolean, progress: Channel<BundleProgress>) {
    this.isCancelled = false;
    for (const [done, file] of FILES.entries()) {
      progress.onmessage({ step: `正在生成 ${file.name}`, done, total: FILES.length });
      await new Promise((resolve) => setTimeout(resolve, STEP_TAKES));
      if (this.isCancelled) throw { code: "cancelled", message: "已取消。", hint: null };
    }
    const { standing } = check(form, this.of(id).draft);
    const path = `${folder}/申报材料${zip ? ".zip" : ""}`;
    return { path, files: FILES, standing, checkCode: CODE, toSign: TO_SIGN, warnings: [] };
  }
}

/** A library whose recovery key is on paper. */
export const OPEN = { state: "open", kept_in: "keychain", recovery_due: false } as const;

const ALL: WantedDrafts = {
  words: "",
  form: null,
  standing: null,
  filedFrom: null,
  filedUntil: null,
  applicant: null,
  tag: null,
  archived: false,
  deleted: false,
  due: null,
  byDue: false,
};

const NONE: FoundDrafts = { drafts: [], total: 0, tags: [], applicants: [] };

const LOSSES = [
  "第 4 号草稿无法读出。",
  "“上海示例公司”恢复到 2026-01-11 17:20 的内容，其后 3 次改动无法读出。",
];

const STEP_TAKES = 40;

const FILES = [
  { name: "01申请表.pdf", bytes: 412_330 },
  { name: "02自评报告.pdf", bytes: 655_104 },
  { name: "03诚信承诺书.pdf", bytes: 98_211 },
  { name: "04数据工作簿.xlsx", bytes: 35_820 },
  { name: "manifest.json", bytes: 2_104 },
];

const TO_SIGN = [{ file: "03诚信承诺书.pdf", page: 1, asks: "法定代表人签字，加盖单位公章，写明日期" }];

const PREVIEWS = [
  {
    id: "application",
    title: "申请表",
    fileName: "01申请表.pdf",
    pages: 6,
    places: [
      { page: 1, rect: [90, 120, 415, 40], path: "organisation.name", signature: null },
      { page: 2, rect: [90, 182, 415, 60], path: "team.headcount", signature: null },
    ],
  },
  { id: "report", title: "自评报告", fileName: "02自评报告.pdf", pages: 9, places: [] },
  { id: "commitment", title: "诚信承诺书", fileName: "03诚信承诺书.pdf", pages: 1, places: [] },
];

/** Field by field; the core goes into rows. */
function differences(before: Draft, after: Draft): Change[] {
  const fields = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)]);
  const changes = [...fields].map((field) => ({
    change: "answer" as const,
    field,
    before: before.answers[field] ?? null,
    after: after.answers[field] ?? null,
  }));
  return changes.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function counted(names: string[], known = names): Label[] {
  return [...new Set(known)].map((name) => ({ name, drafts: names.filter((each) => each === name).length }));
}

function backup(reason: Backup["reason"], at: Date): Backup {
  return { name: `${at.getTime()}-${reason}`, madeAt: at.toISOString(), reason, size: "3.4 MB" };
}

function summary(id: string, { draft, tags, archived }: Kept): DraftSummary {
  const report = check(form, draft);
  const required = 60;
  const due = draft.filing_date ? `${draft.filing_date.slice(0, 4)}-06-30` : null;
  return {
    id,
    form: form.id,
    edition: form.edition,
    formTitle: form.title,
    variantTitle: form.variants.find((variant) => variant.id === draft.variant)?.title ?? draft.variant,
    applicant: (draft.answers["organisation.name"] as string | undefined) ?? null,
    answered: Math.max(0, required - report.field_findings.length),
    required,
    standing: report.standing,
    filingDate: draft.filing_date,
    due,
    dueGroup: dueGroup(due),
    outOfForce: report.in_force.standing === "not_met" ? report.in_force.says : null,
    changedAt: new Date().toISOString(),
    tags,
    archived,
    foundIn: [],
    excerpt: !!draft.excerpt,
    leadsTo: [{ form: form.id, edition: form.edition, title: form.title }],
  };
}

function dueGroup(due: string | null): Due {
  if (due === null) return "unknown";
  const days = (Date.parse(due) - Date.parse(TODAY)) / 86_400_000;
  return days < 0 ? "past" : days <= 30 ? "soon" : "later";
}

function move(from: Map<string, Kept>, to: Map<string, Kept>, id: string): null {
  const kept = from.get(id);
  if (kept) to.set(id, kept);
  from.delete(id);
  return null;
}
