/** Rows copied from a spreadsheet: cells apart by tabs, rows by line ends, quoted where a cell holds either. */
import type { Field, Value } from "../backend";
import type { Row } from "../draft/apply";
import { read } from "../fields/codec";
import { optionsOf } from "../fields/optionsOf";

/** The cells of copied text; null: it is one value, to be pasted as plain text. */
export function readCells(text: string): string[][] | null {
  const trimmed = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(trimmed)) return null;
  const cells: string[][] = [[]];
  for (const [, quoted, plain, end] of trimmed.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    cells.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\n") cells.push([]);
    if (end === "") break;
  }
  return cells;
}

/** The rows with the cells written into them from one cell on; rows are added where there are too few. */
export function withCells(
  rows: Row[],
  columns: Field[],
  at: { row: number; column: string },
  cells: string[][],
): Row[] {
  const first = columns.findIndex(({ id }) => id === at.column);
  const next = [...rows];
  for (const [index, line] of cells.entries()) {
    const row: Row = { ...next[at.row + index] };
    for (const [offset, text] of line.entries()) {
      const column = columns[first + offset];
      const value = column && cellValue(column, text);
      if (column && value !== null && value !== undefined) row[column.id] = value;
    }
    next[at.row + index] = row;
  }
  return next;
}

/** A cell's text as the draft keeps it; options are recognised by their labels. */
function cellValue(column: Field, text: string): Value | null {
  const typed = text.trim();
  if (column.kind === "yes_no" && (typed === "是" || typed === "否")) return typed === "是";
  const option = optionsOf(column).find(({ label }) => label === typed);
  return option?.id ?? read(column, typed).keep;
}
