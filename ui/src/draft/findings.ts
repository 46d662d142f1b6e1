import type { FieldFinding, Report } from "../backend";
import { readPath } from "./path";

const byPath = new WeakMap<Report, Map<string, FieldFinding>>();

/** What the report says about one place. Looked up for every cell on the screen, so the index is kept. */
export function findingAt(report: Report, path: string): FieldFinding | undefined {
  let index = byPath.get(report);
  if (!index) {
    index = new Map(report.field_findings.map((finding) => [finding.field, finding]));
    byPath.set(report, index);
  }
  return index.get(path);
}

/** What is wrong inside a table, row by row. */
export function wrongInside(report: Report, table: string): FieldFinding[] {
  return report.field_findings.filter(
    ({ field, standing }) => standing === "not_met" && field !== table && readPath(field).field === table,
  );
}

/** How much of a field is wrong or missing, its cells included. */
export interface Gaps {
  wrong: number;
  missing: number;
}

const byField = new WeakMap<Report, Map<string, Gaps>>();

/** The gaps of every field that has any. A long table has thousands of cells, so they are counted once a report. */
export function gapsByField(report: Report): Map<string, Gaps> {
  const known = byField.get(report);
  if (known) return known;
  const gaps = new Map<string, Gaps>();
  for (const { field: path, standing } of report.field_findings) {
    const { field } = readPath(path);
    const own = gaps.get(field) ?? { wrong: 0, missing: 0 };
    if (standing === "not_met") own.wrong += 1;
    if (standing === "unknown") own.missing += 1;
    gaps.set(field, own);
  }
  byField.set(report, gaps);
  return gaps;
}
