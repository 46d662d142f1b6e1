/** Edits applied to the draft in the window at once, before the core has saved them. Never changes its input. */
import type { Draft, Edit, Origin, Value } from "../backend";
import { readPath } from "./path";

/** A table's row: cells by column. */
export type Row = Record<string, Value>;

export function applyEdit(draft: Draft, edit: Edit): Draft {
  if (edit.edit === "several") return edit.edits.reduce(applyEdit, draft);
  const changed = make(draft, edit);
  const answered = answeredBy(draft, edit);
  return answered === null ? changed : withMarks(changed, { [answered]: null });
}

/** The field that an edit answers as a whole; a changed cell says nothing of the others. */
function answeredBy(draft: Draft, edit: Edit): string | null {
  switch (edit.edit) {
    case "set":
      return readPath(edit.path).row === null ? edit.path : null;
    case "replace_rows":
      return edit.table;
    // The first row and the last one make and unmake the answer.
    case "insert_row":
      return rowsOf(draft.answers[edit.table]).length === 0 ? edit.table : null;
    case "remove_row":
      return rowsOf(draft.answers[edit.table]).length === 1 ? edit.table : null;
    case "attach":
      return edit.attachment.field;
    case "detach":
      return draft.attachments?.[edit.at]?.field ?? null;
    default:
      return null;
  }
}

function make(draft: Draft, edit: Exclude<Edit, { edit: "several" }>): Draft {
  switch (edit.edit) {
    case "set":
      return { ...draft, answers: withValue(draft, edit.path, edit.value) };
    case "insert_row":
      return withRows(draft, edit.table, (rows) => rows.toSpliced(edit.at, 0, edit.row as Row));
    case "remove_row":
      return withRows(draft, edit.table, (rows) => rows.toSpliced(edit.at, 1));
    case "move_row":
      return withRows(draft, edit.table, (rows) => moved(rows, edit.from, edit.to));
    case "replace_rows":
      return { ...draft, answers: set(draft.answers, edit.table, edit.rows) };
    case "filing_date":
      return { ...draft, filing_date: edit.date };
    case "variant":
      return { ...draft, variant: edit.variant };
    case "attach":
      return { ...draft, attachments: (draft.attachments ?? []).toSpliced(edit.at, 0, edit.attachment) };
    case "detach":
      return { ...draft, attachments: (draft.attachments ?? []).toSpliced(edit.at, 1) };
    case "move_attachment":
      return { ...draft, attachments: moved(draft.attachments ?? [], edit.from, edit.to) };
    case "mark":
      return withMarks(draft, edit.origins);
  }
}

/** The rows of a table's answer; not answered: none. */
export function rowsOf(value: Value | undefined): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

function withMarks(draft: Draft, marks: Record<string, Origin | null>): Draft {
  const { origins, ...others } = draft;
  const all = Object.entries({ ...origins, ...marks });
  const left = all.filter((mark): mark is [string, Origin] => mark[1] !== null);
  return left.length === 0 ? others : { ...others, origins: Object.fromEntries(left) };
}

function withValue(draft: Draft, path: string, value: Value | null): Draft["answers"] {
  const { field, row, column } = readPath(path);
  if (row === null || column === null) return set(draft.answers, field, value);
  const rows = rowsOf(draft.answers[field]);
  return { ...draft.answers, [field]: rows.with(row, set(rows[row] ?? {}, column, value)) };
}

function withRows(draft: Draft, table: string, change: (rows: Row[]) => Row[]): Draft {
  const rows = change(rowsOf(draft.answers[table]));
  // Without its last row a table is not answered; that there is none has to be said.
  return { ...draft, answers: set(draft.answers, table, rows.length === 0 ? null : rows) };
}

function moved<T>(rows: T[], from: number, to: number): T[] {
  const row = rows[from];
  return row === undefined ? rows : rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

function set(values: Record<string, Value>, key: string, value: Value | null): Record<string, Value> {
  const { [key]: _, ...others } = values;
  return value === null ? others : { ...others, [key]: value };
}
