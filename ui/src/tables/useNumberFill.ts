import type { FocusEvent } from "react";
import { useRef } from "react";
import type { Edit, Field, Origin, Value } from "../backend";
import { rowsOf } from "../draft/apply";
import { cellPath } from "../draft/path";
import { useSession } from "../draft/useSession";
import { contentsOf, offersFor } from "../fields/contents";
import { useSay } from "./Saying";
import { cellOf } from "./useGridKeys";

/** What a person's or a unit's number contains goes into the empty cells of its row when its cell is left, and that is said. */
export function useNumberFill(table: string, columns: Field[]) {
  const session = useSession();
  const say = useSay();
  const before = useRef<Value | undefined>(undefined);
  const valueAt = (row: number, column: string) =>
    rowsOf(session.snapshot().draft.answers[table])[row]?.[column];

  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const at = cellOf(event.target);
      before.current = at ? valueAt(at.row, at.column) : undefined;
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      const at = cellOf(event.target);
      const column = columns.find(({ id }) => id === at?.column);
      if (!at || !column) return;
      const value = valueAt(at.row, at.column);
      const contents = value === before.current ? null : contentsOf(column, value);
      const offers = contents ? offersFor(contents, columns, ({ id }) => valueAt(at.row, id)) : [];
      if (offers.length === 0) return;
      const edits = offers.map(
        ({ field, value }): Edit => ({ edit: "set", path: cellPath(table, at.row, field.id), value }),
      );
      const seen: Origin = { origin: "computed", from: [column.label] };
      const traces = Object.fromEntries(
        offers.map(({ field }) => [cellPath(table, at.row, field.id), { open: null, seen }]),
      );
      session.change({ edit: "several", edits: [...edits, { edit: "trace", traces }] });
      const filled = offers.map(({ says }) => says).join("、");
      say(`第 ${at.row + 1} 行已按“${column.label}”填入${filled}，请核对；可按 Ctrl+Z 撤销。`);
    },
  };
}
