/** Which rows of a table are looked at, and in which order. Only the view: the answers keep their own order. */
import type { Field, Value } from "../backend";
import type { Row } from "../draft/apply";
import { show } from "../fields/codec";
import { optionsOf } from "../fields/optionsOf";

export interface Sort {
  column: string;
  isDown: boolean;
}

/** What someone wants to see of a table. */
export interface Wish {
  /** Each of these words, apart by spaces, stands in some cell of the row. */
  words: string;
  onlyWrong: boolean;
  sort: Sort | null;
}

/** All rows in their own order. */
export const PLAIN: Wish = { words: "", onlyWrong: false, sort: null };

export function isPlain(wish: Wish): boolean {
  return !isFiltered(wish) && wish.sort === null;
}

export function isFiltered(wish: Wish): boolean {
  return wish.onlyWrong || wordsOf(wish.words).length > 0;
}

/** The places of the wanted rows, in the wanted order. `wrong`: the places of the rows with something wrong. */
export function arrange(rows: Row[], columns: Field[], wish: Wish, wrong: ReadonlySet<number>): number[] {
  const words = wordsOf(wish.words);
  const wanted = [...rows.keys()].filter(
    (at) => (!wish.onlyWrong || wrong.has(at)) && holds(rows[at] ?? {}, columns, words),
  );
  const column = columns.find(({ id }) => id === wish.sort?.column);
  return column ? sorted(wanted, rows, column, wish.sort?.isDown ?? false) : wanted;
}

/** The same view after its rows have changed: what was in sight stays where it was; null: they are other rows. */
export function follow(order: number[], before: Row[], after: Row[]): number[] | null {
  if (before.length === after.length) return order;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (start + end === 0 && shorter > 1) return null;
  const stay = shorter - end;
  const moved = order.flatMap((at) => {
    if (at < stay) return at;
    return at >= before.length - end ? at + after.length - before.length : [];
  });
  const added = Array.from({ length: Math.max(0, after.length - before.length) }, (_, at) => stay + at);
  return [...moved, ...added];
}

/** A cell as it reads, for looking something up in it. */
export function textOf(column: Field, value: Value | undefined): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  return optionsOf(column).find(({ id }) => id === value)?.label ?? show(column, value);
}

function wordsOf(text: string): string[] {
  return folded(text).split(/\s+/).filter(Boolean);
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function holds(row: Row, columns: Field[], words: string[]): boolean {
  if (words.length === 0) return true;
  const text = folded(columns.map((column) => textOf(column, row[column.id])).join("\n"));
  return words.every((word) => text.includes(word));
}

const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

function sorted(places: number[], rows: Row[], column: Field, isDown: boolean): number[] {
  const keys = new Map(places.map((at) => [at, keyOf(column, rows[at]?.[column.id])]));
  const direction = isDown ? -1 : 1;
  return places.sort((a, b) => {
    const [one, other] = [keys.get(a) ?? "", keys.get(b) ?? ""];
    // What is not answered stands at the end, whichever way round.
    if (one === "" || other === "") return Number(one === "") - Number(other === "") || a - b;
    return compare(one, other) * direction || a - b;
  });
}

/** A number where the column holds numbers or options, which then stand before everything that is none. */
function keyOf(column: Field, value: Value | undefined): number | string {
  if (value === undefined) return "";
  const option = optionsOf(column).findIndex(({ id }) => id === value);
  if (option !== -1) return option;
  if (typeof value === "boolean") return value ? 0 : 1;
  const text = show(column, value);
  const isNumber = ["integer", "decimal", "money", "year"].includes(column.kind);
  return isNumber && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function compare(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "string" && typeof other === "string") return collator.compare(one, other);
  return typeof one === "number" ? -1 : 1;
}
