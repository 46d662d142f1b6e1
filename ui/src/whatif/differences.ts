/** Which clauses stand otherwise on another filing day. */
import type { Finding, Report, Standing } from "../backend";

export interface Difference {
  clause: string;
  asks: string;
  before: Standing;
  after: Standing;
  /** What is said of it on the other day. */
  gap: string | null;
}

/** Clauses whose standing differs, in the order of the form; those that only advise are left out. */
export function differences(before: Report, after: Report): Difference[] {
  const then = new Map(after.findings.map((finding) => [finding.clause, finding]));
  return before.findings.flatMap((now) => {
    const other = then.get(now.clause);
    if (now.binding !== "regulation" || !other || other.standing === now.standing) return [];
    const { clause, asks } = now;
    return [{ clause, asks, before: now.standing, after: other.standing, gap: other.gap }];
  });
}

/** The days on which something may change, and what is said after the day: from when on a clause, or everything, is met. */
export function turningDays(report: Report): { date: string; asks: string }[] {
  const timed = report.findings.filter(
    (finding): finding is Finding & { earliest: string } =>
      finding.earliest !== null && finding.standing === "not_met",
  );
  const days = timed.map(({ earliest: date, asks }) => ({ date, asks: `起满足：${asks}` }));
  if (report.ready_from) days.push({ date: report.ready_from, asks: "起满足全部条件" });
  const byDate = new Map(days.map((day) => [day.date, day]));
  return [...byDate.values()].toSorted((one, other) => one.date.localeCompare(other.date));
}
