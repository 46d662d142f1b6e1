/** What was answered at a place, as people read it. */
import type { Draft, Field, Form, Value } from "../backend";
import { showResting, unitOf } from "../fields/codec";
import { sayDate } from "../fields/date";
import { optionsOf } from "../fields/optionsOf";
import { rowsOf } from "./apply";
import { readPath } from "./path";
import { fieldOf } from "./shown";

/** Longer texts are cut: they stand in their field. */
const MOST_CHARACTERS = 40;

/** 36 人, 2024年3月15日, 已附 2 份; null: not answered. */
export function answerAt(form: Form, draft: Draft, path: string): string | null {
  if (path === "filing_date") return draft.filing_date && sayDate(draft.filing_date);
  const { field: id, row, column } = readPath(path);
  const field = fieldOf(form, path);
  if (!field) return null;
  if (field.kind === "attachment") {
    const count = (draft.attachments ?? []).filter((attachment) => attachment.field === id).length;
    return count === 0 ? null : `已附 ${count} 份`;
  }
  const value = draft.answers[id];
  if (row === null || column === null) return sayAnswer(field, value);
  const columns = "columns" in field ? field.columns : [];
  const cells = rowsOf(value)[row];
  return sayAnswer(
    columns.find((each) => each.id === column),
    cells?.[column],
  );
}

/** 2024 年度 where a three-year table has its cell, 第 3 行 elsewhere. */
export function rowName(draft: Draft, path: string): string | null {
  const { field, row } = readPath(path);
  if (row === null) return null;
  const year = rowsOf(draft.answers[field])[row]?.year;
  return typeof year === "number" ? `${year} 年度` : `第 ${row + 1} 行`;
}

function sayAnswer(field: Field | undefined, value: Value | undefined): string | null {
  if (value === undefined || !field) return null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (field.kind === "table" || field.kind === "years") return `${rowsOf(value).length} 行`;
  const options = optionsOf(field);
  const one = (item: Value) => options.find(({ id }) => id === item)?.label ?? showResting(field, item);
  if (Array.isArray(value)) return value.length === 0 ? "无" : value.map(one).join("、");
  if (field.kind === "date") return sayDate(String(value));
  const text = one(value);
  const unit = unitOf(field);
  const short =
    [...text].length > MOST_CHARACTERS ? `${[...text].slice(0, MOST_CHARACTERS).join("")}…` : text;
  return unit ? `${short} ${unit}` : short;
}
