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
      return readInteger(trimmed);
    case "year":
      return readInteger(trimmed.replace(/年$/, ""));
    case "decimal":
      return readScaled(trimmed, kind.scale);
    case "money":
      return readMoney(trimmed, kind.shown_in === "ten_thousand_yuan");
    case "date": {
      const date = readDate(trimmed);
      return { fits: date !== null, keep: date ?? trimmed };
    }
    case "credit_code":
    case "identity_number":
      return sized(compact(trimmed).toUpperCase(), 18);
    case "identity_document":
      return sized(compact(trimmed).toUpperCase(), 8);
    case "postcode":
      return sized(compact(trimmed), 6);
    case "phone":
      return sized(trimmed.normalize("NFKC"), 11);
    case "email":
      return { fits: trimmed.includes("@"), keep: trimmed.normalize("NFKC") };
    default:
      return { fits: true, keep: text };
  }
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

function readInteger(text: string): Reading {
  const plain = plainDigits(text);
  const number = Number(plain);
  const fits = /^[+-]?\d{1,10}$/.test(plain) && Math.abs(number) < 2 ** 31;
  return { fits, keep: fits ? number : text };
}

function readScaled(text: string, scale: number): Reading {
  const decimal = readDecimal(text);
  return { fits: decimal !== null && scaleOf(decimal) <= scale, keep: decimal ?? text };
}

function readMoney(text: string, inWan: boolean): Reading {
  const yuan = moneyToYuan(text, inWan);
  return { fits: yuan !== null, keep: yuan ?? (inWan ? text + WAN : text) };
}

function compact(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "");
}

function sized(text: string, length: number): Reading {
  return { fits: text.length >= length, keep: text };
}
