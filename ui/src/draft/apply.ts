/** Edits applied to the draft in the window at once, before the core has saved them. Never changes its input. */
import type { Draft, Edit, Origin, Trace, Value } from "../backend";
import { cellPath, readPath } from "./path";

/** A table's row: cells by column. */
export type Row = Record<string, Value>;

export function applyEdit(draft: Draft, edit: Edit): Draft {
  if (edit.edit === "several") return edit.edits.reduce(applyEdit, draft);
  const forgotten = changedPlaces(draft, edit).map((place) => [place, { open: null, seen: null }]);
  const changed = withTraces(make(draft, edit), Object.fromEntries(forgotten));
  return withMovedCells(changed, edit);
}

/** What an edit answers anew: a field as a whole, and cells of which something is known. */
function changedPlaces(draft: Draft, edit: Edit): string[] {
  const known = (table: string, row: number | null) =>
    [...Object.keys(draft.origins ?? {}), ...Object.keys(draft.seen ?? {})].filter((place) => {
      const at = readPath(place);
      return at.field === table && at.row !== null && (row === null || row === at.row);
    });
  switch (edit.edit) {
    case "set": {
      const { field, row, column } = readPath(edit.path);
      if (column !== null) return [edit.path];
      return row === null ? [field, ...known(field, null)] : known(field, row);
    }
    case "replace_rows":
      return [edit.table, ...known(edit.table, null)];
    // The first row and the last one make and unmake the answer.
    case "insert_row":
      return rowsOf(draft.answers[edit.table]).length === 0 ? [edit.table] : [];
    case "remove_row": {
      const isLast = rowsOf(draft.answers[edit.table]).length === 1;
      return [...(isLast ? [edit.table] : []), ...known(edit.table, edit.at)];
    }
    case "attach":
      return [edit.attachment.field];
    case "detach":
      return [draft.attachments?.[edit.at]?.field ?? []].flat();
    default:
      return [];
  }
}

/** Where a row stands after an edit that moves rows. */
function movedRow(edit: Edit, row: number): number {
  switch (edit.edit) {
    case "insert_row":
      return row >= edit.at ? row + 1 : row;
    case "remove_row":
      return row > edit.at ? row - 1 : row;
    case "move_row":
      if (row === edit.from) return edit.to;
      if (edit.from < row && row <= edit.to) return row - 1;
      return edit.to <= row && row < edit.from ? row + 1 : row;
    default:
      return row;
  }
}

/** What is known of a cell goes with its row. */
function withMovedCells(draft: Draft, edit: Edit): Draft {
  if (edit.edit !== "insert_row" && edit.edit !== "remove_row" && edit.edit !== "move_row") return draft;
  const moved = (known: Record<string, Origin>) =>
    Object.fromEntries(
      Object.entries(known).map(([place, origin]) => {
        const { field, row, column } = readPath(place);
        const isMoved = field === edit.table && row !== null && column !== null;
        return [isMoved ? cellPath(field, movedRow(edit, row), column) : place, origin];
      }),
    );
  return {
    ...draft,
    ...(draft.origins && { origins: moved(draft.origins) }),
    ...(draft.seen && { seen: moved(draft.seen) }),
  };
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
      return withTraces(draft, marked(draft, edit.origins));
    case "trace":
      return withTraces(draft, edit.traces);
  }
}

/** The rows of a table's answer; not answered: none. */
export function rowsOf(value: Value | undefined): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

/** Looked at: where an answer comes from stays known. */
function marked(draft: Draft, marks: Record<string, Origin | null>): Record<string, Trace> {
  const trace = ([field, open]: [string, Origin | null]): [string, Trace] => [
    field,
    { open, seen: open ? null : (draft.origins?.[field] ?? draft.seen?.[field] ?? null) },
  ];
  return Object.fromEntries(Object.entries(marks).map(trace));
}

function withTraces(draft: Draft, traces: Record<string, Trace>): Draft {
  if (Object.keys(traces).length === 0) return draft;
  const { origins, seen, ...others } = draft;
  const put = (known: Record<string, Origin> | undefined, of: "open" | "seen") => {
    const next = Object.entries(traces).map(([field, trace]) => [field, trace[of]] as const);
    const all = Object.entries({ ...known, ...Object.fromEntries(next) });
    return Object.fromEntries(all.filter((mark): mark is [string, Origin] => mark[1] !== null));
  };
  const [open, looked] = [put(origins, "open"), put(seen, "seen")];
  return {
    ...others,
    ...(Object.keys(open).length > 0 && { origins: open }),
    ...(Object.keys(looked).length > 0 && { seen: looked }),
  };
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
