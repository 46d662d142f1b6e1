import type { Field } from "../backend";
import { unitOf } from "../fields/codec";

/** How wide a column starts, in characters of the interface. */
export function columnWidth(column: Field): string {
  switch (column.kind) {
    case "yes_no":
      return "5.5em";
    case "integer":
    case "year":
      return "6.5em";
    case "date":
      return "8em";
    case "decimal":
    case "money":
      return "9.5em";
    case "choice":
    case "region":
      return "9em";
    case "credit_code":
    case "identity_number":
      return "13em";
    default:
      return textWidth(column);
  }
}

/** A column's head: its label, and the unit in which it is typed. */
export function columnHead(column: Field): string {
  const unit = unitOf(column);
  return unit && column.kind !== "year" ? `${column.label}（${unit}）` : column.label;
}

function textWidth(column: Field): string {
  const expected = Math.max(column.label.length, [...(column.example ?? "")].length);
  return `${Math.min(Math.max(expected + 2, 7), 16)}em`;
}
