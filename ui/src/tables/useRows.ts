import { useMemo } from "react";
import { flushSync } from "react-dom";
import type { Value } from "../backend";
import { type Row, rowsOf } from "../draft/apply";
import { cellPath } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";

/** What can be done with a table's rows; the same functions as long as the table is open. */
export interface RowActions {
  setCell: (row: number, column: string, value: Value | null) => void;
  add: () => void;
  remove: (at: number) => void;
  /** Nothing happens past the ends. */
  move: (from: number, to: number) => void;
  /** Puts other rows in the place of all of them. */
  replace: (rows: Row[]) => void;
  confirmNone: () => void;
  takeBack: () => void;
}

export interface Rows {
  rows: Row[];
  /** Without rows: whether it is confirmed that there are none. */
  isAnswered: boolean;
  actions: RowActions;
}

export function useRows(table: string): Rows {
  const session = useSession();
  const answer = useAnswer(table);
  const rows = useMemo(() => rowsOf(answer), [answer]);
  const actions = useMemo((): RowActions => {
    const count = () => rowsOf(session.snapshot().draft.answers[table]).length;
    return {
      setCell: (row, column, value) => session.set(cellPath(table, row, column), value),
      add: () => session.change({ edit: "insert_row", table, at: count(), row: {} }),
      remove: (at) => {
        finishTyping();
        session.change({ edit: "remove_row", table, at });
      },
      move: (from, to) => {
        if (to < 0 || to >= count() || from === to) return;
        finishTyping();
        session.change({ edit: "move_row", table, from, to });
      },
      replace: (next) => session.change({ edit: "replace_rows", table, rows: next }),
      confirmNone: () => session.change({ edit: "replace_rows", table, rows: [] }),
      takeBack: () => session.change({ edit: "replace_rows", table, rows: null }),
    };
  }, [session, table]);
  return { rows, isAnswered: answer !== undefined, actions };
}

/** Text still being typed belongs to the row it was typed in: it is kept and drawn there before rows change places. */
function finishTyping(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement) flushSync(() => activeElement.blur());
}
