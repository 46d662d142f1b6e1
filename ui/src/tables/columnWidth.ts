import { useState } from "react";
import type { Field } from "../backend";
import type { Row } from "../draft/apply";
import { unitOf } from "../fields/codec";

/** Rows looked at to see how much room a column's text wants. */
const ROWS_LOOKED_AT = 40;
const NARROWEST = 6;
const WIDEST = 18;

/** How wide each column is at least. Looked at anew when rows come or go, so that nothing shifts under what is being typed. */
export function useColumnWidths(columns: Field[], rows: Row[]): string[] {
  const measure = () => ({
    columns,
    count: rows.length,
    widths: columns.map((column) => columnWidth(column, rows)),
  });
  const [kept, keep] = useState(measure);
  if (kept.columns === columns && kept.count === rows.length) return kept.widths;
  const now = measure();
  keep(now);
  return now.widths;
}

/** How wide a column is at least, in characters of the interface: room for its answers, and its head on two lines. */
export function columnWidth(column: Field, rows: Row[]): string {
  const head = widthOf(columnHead(column)) / 2 + 2;
  return `${Math.max(head, answerWidth(column, rows))}em`;
}

function answerWidth(column: Field, rows: Row[]): number {
  switch (column.kind) {
    case "yes_no":
      return 5;
    case "integer":
    case "year":
      return 6;
    case "date":
      return 7.5;
    case "decimal":
    case "money":
    case "choice":
    case "region":
      return 9;
    case "credit_code":
    case "identity_number":
    case "identity_document":
      return 13;
    default:
      return textWidth(column, rows);
  }
}

/** A column's head: its label, and the unit in which it is typed. */
export function columnHead(column: Field): string {
  const unit = unitOf(column);
  return unit && column.kind !== "year" ? `${column.label}（${unit}）` : column.label;
}

function textWidth(column: Field, rows: Row[]): number {
  const texts = rows.slice(0, ROWS_LOOKED_AT).map((row) => String(row[column.id] ?? ""));
  const longest = Math.max(NARROWEST, ...[...texts, column.example ?? ""].map(widthOf));
  return Math.min(longest + 1.5, WIDEST);
}

/** A Chinese character is as wide as the type is high, a Latin one about half of it. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > "\u2e80" ? 1 : 0.6), 0);
}
