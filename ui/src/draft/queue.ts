/**
 * Edits on their way to the core: strictly in order, one at a time. Typing waits a moment, so that only the value at
 * which it pauses travels. A failed edit stays first in line: nothing overtakes it and nothing is dropped.
 */
import type { Edit } from "../backend";

/** How long typing may pause before its value is sent, in milliseconds. */
export const TYPING_PAUSE = 150;

export class EditQueue {
  private waiting: Edit[] = [];
  private sending: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failed = false;

  /** `send` saves one edit; when it rejects, the queue stops until `flush`. */
  constructor(private readonly send: (edit: Edit) => Promise<void>) {}

  get isIdle(): boolean {
    return this.waiting.length === 0 && this.sending === null;
  }

  /** Whether more waits behind the edit that is on its way. */
  get hasMore(): boolean {
    return this.waiting.length > 1;
  }

  /** What is not saved yet, as one edit; null: something in it may be made only once. */
  get values(): Edit | null {
    return this.waiting.every(({ edit }) => edit === "set") ? this.unsaved : null;
  }

  /** All that is not saved, as one edit; null: there is nothing. */
  get unsaved(): Edit | null {
    return this.waiting.length > 0 ? { edit: "several", edits: [...this.waiting] } : null;
  }

  push(edit: Edit): void {
    const last = this.waiting.at(-1);
    const lastIsOnItsWay = this.sending !== null && this.waiting.length === 1;
    if (edit.edit === "set" && last?.edit === "set" && last.path === edit.path && !lastIsOnItsWay) {
      this.waiting[this.waiting.length - 1] = edit;
    } else {
      this.waiting.push(edit);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), edit.edit === "set" ? TYPING_PAUSE : 0);
  }

  /** Sends everything now; resolves to whether all of it is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.failed = false;
    while (!this.isIdle && !this.failed) {
      this.sending ??= this.sendFirst();
      await this.sending;
    }
    return this.isIdle;
  }

  /** Drops what waits; only for what is kept elsewhere, or can never be saved. */
  forget(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private async sendFirst(): Promise<void> {
    const first = this.waiting[0];
    if (!first) return;
    try {
      await this.send(first);
      this.waiting.shift();
    } catch {
      this.failed = true;
    } finally {
      this.sending = null;
    }
  }
}
