/**
 * One open draft. Screens read its snapshot and hand it edits; it shows them at once, sends them to the core in order
 * and takes the core's report. It never decides anything about the draft itself.
 */
import type {
  Attached,
  Backend,
  ChangedDraft,
  Draft,
  DraftState,
  Edit,
  Failure,
  Form,
  InspectedFile,
  OpenDraft,
  RefusedFile,
  Value,
} from "../backend";
import { asFailure } from "../shared/failure";
import { LookAhead } from "./ahead";
import { applyEdit } from "./apply";
import { EditQueue } from "./queue";

export type Saving =
  | { state: "saved"; at: string }
  | { state: "saving" }
  /** `isUnfit`: what is not saved does not fit the draft as it was saved elsewhere. */
  | { state: "failed"; failure: Failure; isUnfit?: boolean };

export interface Snapshot {
  draft: Draft;
  report: DraftState["report"];
  canUndo: boolean;
  canRedo: boolean;
  saving: Saving;
  /** What is known about attachments, by their content. */
  inspected: ReadonlyMap<string, InspectedFile>;
}

export class DraftSession {
  readonly id: string;
  readonly form: Form;
  private current: Snapshot;
  private readonly listeners = new Set<() => void>();
  private readonly queue: EditQueue;
  private readonly ahead: LookAhead;
  private inspecting: Promise<void> | null = null;
  /** What could not be done after everything was saved. */
  private failedStep: (() => Promise<ChangedDraft>) | null = null;

  constructor(
    private readonly backend: Backend,
    opened: OpenDraft,
  ) {
    this.id = opened.id;
    this.form = opened.form;
    this.current = { draft: opened.draft, inspected: new Map(), ...known(opened.state) };
    this.queue = new EditQueue((edit) => this.send(edit));
    this.ahead = new LookAhead(
      () => {
        const { values } = this.queue;
        return values && this.backend.checkWith(this.id, values);
      },
      (report) => this.update({ report }),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.current;

  change(edit: Edit): void {
    // What is done now is not taken back by what was wanted before.
    this.failedStep = null;
    const failed = this.current.saving.state === "failed";
    this.update({
      draft: applyEdit(this.current.draft, edit),
      ...(failed ? {} : { saving: { state: "saving" } }),
    });
    this.queue.push(edit);
    if (edit.edit === "set") this.ahead.look();
  }

  set(path: string, value: Value | null): void {
    this.change({ edit: "set", path, value });
  }

  /** Someone has looked at these answers, and they hold. */
  confirm(fields: string[]): void {
    this.change({ edit: "mark", origins: Object.fromEntries(fields.map((field) => [field, null])) });
  }

  /** Sends what waits; resolves to whether everything is saved. Also the way to try again. */
  async flush(): Promise<boolean> {
    if (!this.queue.isIdle) this.update({ saving: { state: "saving" } });
    return this.queue.flush();
  }

  /** Tries again what failed last. */
  async saveAgain(): Promise<void> {
    if (this.failedStep) await this.step(this.failedStep);
    else await this.flush();
  }

  /**
   * Takes the draft as it was saved elsewhere. What could not be saved here goes into its history: it is made and gone
   * back from. Where it does not fit that draft any more, nothing is taken unless `drops` says that it may be lost.
   */
  async reopen(drops = false): Promise<void> {
    this.failedStep = null;
    const { unsaved } = this.queue;
    try {
      const { draft, state } = await this.backend.openDraft(this.id);
      if (unsaved && !drops) return await this.keepInHistory(unsaved);
      this.queue.forget();
      this.update({ draft, ...known(state) });
    } catch (error) {
      const failure = asFailure(error);
      this.update({ saving: { state: "failed", failure, isUnfit: failure.code === "bad_edit" } });
    }
  }

  private async keepInHistory(unsaved: Edit): Promise<void> {
    const { current } = await this.backend.listRevisions(this.id, null);
    await this.backend.editDraft(this.id, unsaved);
    this.queue.forget();
    await this.goBack(current);
  }

  undo(): Promise<void> {
    return this.step(() => this.backend.undo(this.id));
  }

  redo(): Promise<void> {
    return this.step(() => this.backend.redo(this.id));
  }

  /** Brings the draft back to an earlier revision, by one more. */
  goBack(revision: number): Promise<void> {
    return this.step(() => this.backend.goBack(this.id, revision));
  }

  /** Lets the user choose files for an attachment field; null: none was chosen. Rejected when that cannot be done. */
  async attach(field: string): Promise<Attached | null> {
    if (!(await this.flush())) return null;
    const attached = await this.backend.attachFiles(this.id, field);
    if (attached) this.update({ draft: attached.changed.draft, ...known(attached.changed.state) });
    return attached;
  }

  /** Attaches a file that waited for its password; rejected when that cannot be done. */
  async unlock(file: RefusedFile, password: string): Promise<Attached> {
    await this.flush();
    const attached = await this.backend.unlockFile(file.locked ?? 0, password);
    this.update({ draft: attached.changed.draft, ...known(attached.changed.state) });
    return attached;
  }

  /** Takes over a change that the core makes in another way than by an edit; rejected when that cannot be done. */
  async adopt(change: () => Promise<ChangedDraft>): Promise<void> {
    await this.flush();
    const changed = await change();
    this.update({ draft: changed.draft, ...known(changed.state) });
  }

  /** Learns what attachments are. Fields ask for it at the same time; one question is enough. */
  inspect(): Promise<void> {
    this.inspecting ??= this.flush()
      .then(() => this.backend.inspectAttachments(this.id))
      .then((files) => this.update({ inspected: new Map(files.map((file) => [file.sha256, file])) }))
      // Nothing is lost: what is not known is not shown, and the bundle names what cannot be bound.
      .catch(() => undefined)
      .finally(() => {
        this.inspecting = null;
      });
    return this.inspecting;
  }

  private async step(run: () => Promise<ChangedDraft>): Promise<void> {
    this.failedStep = null;
    if (!(await this.flush())) return;
    try {
      const changed = await run();
      this.update({ draft: changed.draft, ...known(changed.state) });
    } catch (error) {
      this.failedStep = run;
      this.update({ saving: { state: "failed", failure: asFailure(error) } });
    }
  }

  private async send(edit: Edit): Promise<void> {
    try {
      const state = await this.backend.editDraft(this.id, edit);
      this.update({ ...known(state), ...(this.queue.hasMore ? { saving: { state: "saving" } } : {}) });
    } catch (error) {
      this.update({ saving: { state: "failed", failure: asFailure(error) } });
      throw error;
    }
  }

  private update(change: Partial<Snapshot>): void {
    if (change.saving?.state === "saved") this.ahead.overtake();
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

function known(state: DraftState): Omit<Snapshot, "draft" | "inspected"> {
  return {
    report: state.report,
    canUndo: state.canUndo,
    canRedo: state.canRedo,
    saving: { state: "saved", at: state.savedAt },
  };
}
