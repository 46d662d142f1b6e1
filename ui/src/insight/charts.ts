/** Three-year figures as they are drawn: exact as text, and as numbers only where a bar's length is needed. */
import type { Draft, Field, Form, Report } from "../backend";
import { rowsOf } from "../draft/apply";
import { cellPath } from "../draft/path";
import { shownColumns, shownFields } from "../draft/shown";
import { show, unitOf } from "../fields/codec";
import { grouped } from "../fields/decimal";
import { applies, windowOf } from "../tables/years";

export interface Bar {
  year: number;
  /** 1,280.5; null: not answered. */
  text: string | null;
  /** For the bar's length only. */
  value: number | null;
  /** Years before the establishment do not apply. */
  isOff: boolean;
  path: string;
}

export interface Chart {
  key: string;
  title: string;
  unit: string | null;
  bars: Bar[];
}

/** One chart for each column of figures in the three-year tables that are asked. Without a filing date: none. */
export function chartsOf(form: Form, draft: Draft, report: Report): Chart[] {
  const shown = form.sections.flatMap((section) => shownFields(section, draft.variant, report));
  return shown.flatMap((table) => {
    if (table.kind !== "years") return [];
    const window = windowOf(draft.filing_date, table.count);
    if (!window) return [];
    return shownColumns(table.columns, draft.variant).map((column) => chartOf(draft, table, column, window));
  });
}

function chartOf(draft: Draft, table: Field & { kind: "years" }, column: Field, window: number[]): Chart {
  const rows = rowsOf(draft.answers[table.id]);
  const since = draft.answers[table.since ?? ""];
  const bars = window.map((year): Bar => {
    const at = rows.findIndex((row) => row.year === year);
    const typed = show(column, rows[at]?.[column.id]);
    const value = typed === "" ? Number.NaN : Number(typed);
    return {
      year,
      text: Number.isFinite(value) ? grouped(typed) : null,
      value: Number.isFinite(value) ? value : null,
      isOff: !applies(year, since),
      path: at < 0 ? table.id : cellPath(table.id, at, column.id),
    };
  });
  return { key: `${table.id}.${column.id}`, title: column.label, unit: unitOf(column), bars };
}

/** From the smallest to the largest, and always from 0. */
export function extent(bars: Bar[]): { low: number; high: number } {
  const values = bars.flatMap(({ value }) => value ?? []);
  return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
}
