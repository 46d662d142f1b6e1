/** The rows of a three-year table: one for each calendar year before the filing year. */
import type { Row } from "../draft/apply";

/** The years before the filing date's year, oldest first; without a filing date: not known. */
export function windowOf(filingDate: string | null, count: number): number[] | null {
  const year = Number(filingDate?.slice(0, 4));
  if (!year) return null;
  return Array.from({ length: count }, (_, index) => year - count + index);
}

/** The rows kept, with an empty one for each year of the window that has none. Nothing is dropped. */
export function withWindow(rows: Row[], window: number[]): Row[] {
  const missing = window.filter((year) => !rows.some((row) => row.year === year));
  if (missing.length === 0) return rows;
  return [...rows, ...missing.map((year) => ({ year }))].sort((a, b) => Number(a.year) - Number(b.year));
}

/** Years before this date's year do not apply. */
export function applies(year: number, since: unknown): boolean {
  const first = typeof since === "string" ? Number(since.slice(0, 4)) : Number.NaN;
  return Number.isNaN(first) || year >= first;
}
