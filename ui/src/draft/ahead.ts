/**
 * Findings follow every keystroke, although only the value at which typing pauses is saved: meanwhile the core is asked
 * what it would say. One question at a time, and the newest waits.
 */
import type { Report } from "../backend";

export class LookAhead {
  private isAsking = false;
  private isWanted = false;
  private saved = 0;

  /** `ask`: how the report would be with what is not saved yet; null: that cannot be asked now. */
  constructor(
    private readonly ask: () => Promise<Report> | null,
    private readonly show: (report: Report) => void,
  ) {}

  look(): void {
    this.isWanted = true;
    if (!this.isAsking) void this.run();
  }

  /** The report of a saved state has come: what was asked before it is of no use any more. */
  overtake(): void {
    this.saved++;
  }

  private async run(): Promise<void> {
    this.isAsking = true;
    while (this.isWanted) {
      this.isWanted = false;
      const { saved } = this;
      // Whatever is wrong, saving tells of it a moment later.
      const report = await this.ask()?.catch(() => null);
      if (report && saved === this.saved) this.show(report);
    }
    this.isAsking = false;
  }
}
