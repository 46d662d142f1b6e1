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

/** What is wrong inside a table, row by row, and behind it what is only advised. */
export function saidInside(report: Report, table: string): FieldFinding[] {
  const inside = report.field_findings.filter(
    ({ field }) => field !== table && readPath(field).field === table,
  );
  const of = (which: string) => inside.filter(({ standing }) => standing === which);
  return [...of("not_met"), ...of("met")];
}

const byTable = new WeakMap<Report, Map<string, ReadonlySet<number>>>();

/** The rows of every table in which something is wrong or missing, or that contradict something else. */
export function wrongRows(report: Report, table: string): ReadonlySet<number> {
  let rows = byTable.get(report);
  if (!rows) {
    rows = rowsByTable(report);
    byTable.set(report, rows);
  }
  return rows.get(table) ?? NO_ROWS;
}

const NO_ROWS: ReadonlySet<number> = new Set();

function rowsByTable(report: Report): Map<string, Set<number>> {
  const isOff = ({ standing }: { standing: string }) => standing === "not_met" || standing === "unknown";
  const paths = [
    ...report.field_findings.filter(isOff).map(({ field }) => field),
    ...report.cross_checks.filter(({ standing }) => standing === "not_met").flatMap(({ fields }) => fields),
  ];
  const tables = new Map<string, Set<number>>();
  for (const path of paths) {
    const { field, row } = readPath(path);
    if (row === null) continue;
    const rows = tables.get(field) ?? new Set();
    tables.set(field, rows.add(row));
  }
  return tables;
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
