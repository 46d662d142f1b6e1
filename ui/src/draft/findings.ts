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
