/** Rows copied from a spreadsheet: cells apart by tabs, rows by line ends, quoted where a cell holds either. */
import type { Field, Value } from "../backend";
import type { Row } from "../draft/apply";
import { read, show, showResting } from "../fields/codec";
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

/** Where copied cells go: from a column on to the right, into these rows of the table and then into new ones. */
interface Target {
  column: string;
  rows: number[];
}

/** A text that was written in another way than it was copied. */
export interface Tidied {
  from: string;
  to: string;
}

/** The rows with the cells written into them, and what was tidied on the way. */
export function withCells(
  rows: Row[],
  columns: Field[],
  at: Target,
  cells: string[][],
): { rows: Row[]; tidied: Tidied[] } {
  const first = columns.findIndex(({ id }) => id === at.column);
  const next = [...rows];
  const tidied: Tidied[] = [];
  for (const [index, line] of cells.entries()) {
    const place = at.rows[index] ?? next.length;
    const row: Row = { ...next[place] };
    for (const [offset, text] of line.entries()) {
      const column = columns[first + offset];
      const value = column && cellValue(column, text);
      if (!column || value === null || value === undefined) continue;
      row[column.id] = value;
      const tidy = tidiedText(column, text, value);
      if (tidy) tidied.push(tidy);
    }
    next[place] = row;
  }
  return { rows: next, tidied };
}

/** What was pasted, in one line. */
export function sayPasted(lines: number, tidied: Tidied[]): string {
  const [one] = tidied;
  const more = one ? `；已整理 ${tidied.length} 处，如“${one.from}”→“${one.to}”` : "";
  return `已粘贴 ${lines} 行${more}。可按 Ctrl+Z 撤销。`;
}

/** A cell's text as the draft keeps it; options are recognised by their labels. */
function cellValue(column: Field, text: string): Value | null {
  const typed = text.trim();
  if (column.kind === "yes_no" && (typed === "是" || typed === "否")) return typed === "是";
  const option = optionsOf(column).find(({ label }) => label === typed);
  return option?.id ?? read(column, typed).keep;
}

/** Where a cell reads otherwise than it was copied; never told of people's numbers. */
function tidiedText(column: Field, text: string, value: Value): Tidied | null {
  const to = show(column, value);
  const isTold =
    column.kind !== "yes_no" && optionsOf(column).length === 0 && to === showResting(column, value);
  return isTold && to !== text.trim() ? { from: text.trim(), to } : null;
}
