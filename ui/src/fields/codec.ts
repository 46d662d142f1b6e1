/**
 * Between what is typed on one line and what the draft keeps, by kind. Text that cannot be read is kept as typed: the
 * core names what is wrong with it, and nothing that a user wrote is lost.
 */
import type { Field, FieldKind, Value } from "../backend";
import { readDate } from "./date";
import { moneyToYuan, plainDigits, readDecimal, scaleOf, yuanToTyped } from "./decimal";

/** What typed text means; `fits` is false while it cannot be read, `keep` is what the draft gets all the same. */
export interface Reading {
  fits: boolean;
  keep: Value | null;
}

/** Marks an amount in 万元 that could not be read, so that it is not taken for yuan. */
const WAN = "万元";

export function show(kind: FieldKind, value: Value | undefined): string {
  if (value === undefined || typeof value === "boolean" || typeof value === "object") return "";
  const text = String(value);
  if (kind.kind !== "money") return text;
  return yuanToTyped(text, kind.shown_in === "ten_thousand_yuan") ?? text.replace(WAN, "");
}

/** What stands there while nobody writes: of people's numbers only the ends. */
export function showResting(kind: FieldKind, value: Value | undefined): string {
  const text = show(kind, value);
  return kind.kind === "identity_number" || kind.kind === "identity_document" ? masked(text) : text;
}

/** `310*************19`: enough to tell one's own rows apart. */
export function masked(number: string): string {
  const hidden = number.length - 5;
  return hidden > 0 ? `${number.slice(0, 3)}${"*".repeat(hidden)}${number.slice(-2)}` : number;
}

export function read(kind: FieldKind, text: string): Reading {
  const trimmed = text.trim();
  if (trimmed === "") return { fits: true, keep: null };
  switch (kind.kind) {
    case "integer":
      return readInteger(withoutUnit(trimmed, kind.unit), trimmed);
    case "year":
      return readInteger(withoutUnit(trimmed, "年"), trimmed);
    case "decimal":
      return readScaled(withoutUnit(trimmed, kind.unit), kind.scale, trimmed);
    case "money":
      return readMoney(trimmed, kind.shown_in === "ten_thousand_yuan");
    case "date": {
      const date = readDate(trimmed);
      return { fits: date !== null, keep: date ?? trimmed };
    }
    case "credit_code":
    case "identity_number":
    // Other documents have fewer characters, but most people type the beginning of a citizen's number there.
    case "identity_document":
      return sized(compact(trimmed).toUpperCase(), 18);
    case "postcode":
      return sized(compact(trimmed), 6);
    case "phone":
      return sized(phone(trimmed), 11);
    case "email":
      return { fits: trimmed.includes("@"), keep: trimmed.normalize("NFKC") };
    default:
      return { fits: true, keep: text };
  }
}

/** A line as it is kept when its field is left: without spaces around it and characters that nobody sees. */
export function tidyLine(kind: FieldKind, text: string): string {
  return kind.kind === "text" ? text.replace(UNSEEN, "").replace(/\s+/g, " ").trim() : text;
}

const UNSEEN = /[\u200b-\u200f\u2060\ufeff]/g;

/** Tells that what was typed now reads otherwise; null: it does not. People's numbers are not repeated. */
export function sayTidied(field: Field, typed: string, value: Value | null): string | null {
  const shown = show(field, value ?? undefined);
  if (shown === typed || shown === "") return null;
  if (field.kind === "text") return "已整理：去掉了多余的空格。";
  // Spaces around it are nothing that anyone sees.
  if (shown === typed.trim()) return null;
  if (shown !== showResting(field, value ?? undefined)) return "已整理：号码中只留数字和大写字母。";
  const unit = unitOf(field);
  return `已整理：“${typed.trim()}”→“${unit ? `${shown} ${unit}` : shown}”。`;
}

/** The unit that stands inside the field. */
export function unitOf(field: Field): string | null {
  if (field.kind === "integer" || field.kind === "decimal") return field.unit;
  if (field.kind === "money") return field.shown_in === "ten_thousand_yuan" ? "万元" : "元";
  return field.kind === "year" ? "年" : null;
}

/** Characters as people count Chinese: each one that is not a space. */
export function countCharacters(text: string): number {
  return [...text.replace(/\s/g, "")].length;
}

/** The names that a unit has besides its own. */
const OTHER_NAMES: Record<string, string[]> = { "m²": ["平方米", "平米"], 平方米: ["m²"], "%": ["％"] };

/** `36 人` → `36` */
function withoutUnit(text: string, unit: string | null): string {
  if (unit === null) return text;
  const name = [unit, ...(OTHER_NAMES[unit] ?? [])].find((each) =>
    text.normalize("NFKC").endsWith(each.normalize("NFKC")),
  );
  // Counted in the normalised text: one character may stand for two, as ㎡ does.
  return name ? text.normalize("NFKC").slice(0, -name.normalize("NFKC").length).trim() : text;
}

function readInteger(figure: string, typed: string): Reading {
  const plain = plainDigits(figure);
  const number = Number(plain);
  const fits = /^[+-]?\d{1,10}$/.test(plain) && Math.abs(number) < 2 ** 31;
  return { fits, keep: fits ? number : typed };
}

function readScaled(figure: string, scale: number, typed: string): Reading {
  const decimal = readDecimal(figure);
  return { fits: decimal !== null && scaleOf(decimal) <= scale, keep: decimal ?? typed };
}

function readMoney(text: string, inWan: boolean): Reading {
  const yuan = moneyToYuan(text, inWan);
  return { fits: yuan !== null, keep: yuan ?? (inWan ? text + WAN : text) };
}

function compact(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "");
}

/** As the core reads it: without spaces, brackets and +86, a mobile number without hyphens too. What holds words stays whole. */
function phone(text: string): string {
  const narrow = text.normalize("NFKC");
  const number = narrow.replace(/[\s()]/g, "").replace(/^(\+86-?|0086)/, "");
  const bare = number.replace(/-/g, "");
  if (/^1[3-9]\d{9}$/.test(bare)) return bare;
  return /^[\d-]+$/.test(number) ? number : narrow;
}

function sized(text: string, length: number): Reading {
  return { fits: text.length >= length, keep: text };
}
