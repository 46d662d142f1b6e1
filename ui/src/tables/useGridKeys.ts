import type { KeyboardEvent } from "react";
import type { Rows } from "./useRows";

interface Cells {
  rows: Rows;
  columns: string[];
  /** Shows the row, then focuses its cell. */
  focusCell: (row: number, column: string) => void;
}

/** Moving through a table by keys: arrows, Enter; Alt with an arrow moves the row, Ctrl+Delete removes it. */
export function useGridKeys({ rows, columns, focusCell }: Cells) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    if (!at || event.nativeEvent.isComposing) return;
    const last = rows.rows.length - 1;
    const go = (row: number, column: string | undefined) => {
      if (row < 0 || row > last || column === undefined) return;
      event.preventDefault();
      focusCell(row, column);
    };
    const isSelect = event.target instanceof HTMLSelectElement;
    const beside = (step: number) => columns[columns.indexOf(at.column) + step];
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown": {
        const to = at.row + (event.key === "ArrowUp" ? -1 : 1);
        if (event.altKey) {
          event.preventDefault();
          rows.move(at.row, to);
          if (to >= 0 && to <= last) focusCell(to, at.column);
        } else if (!isSelect) go(to, at.column);
        return;
      }
      case "ArrowLeft":
        if (isSelect || caretIs("start", event.target)) go(at.row, beside(-1));
        return;
      case "ArrowRight":
        if (isSelect || caretIs("end", event.target)) go(at.row, beside(1));
        return;
      case "Enter":
        event.preventDefault();
        if (at.row === last) rows.add();
        focusCell(at.row + 1, at.column);
        return;
      case "Delete":
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        rows.remove(at.row);
        if (last > 0) focusCell(Math.min(at.row, last - 1), at.column);
    }
  };
}

/** The cell that an element of the grid takes the answer of. */
export function cellOf(target: EventTarget): { row: number; column: string } | null {
  const match = target instanceof HTMLElement ? /^cell:[^:]+:(\d+):(.+)$/.exec(target.id) : null;
  return match?.[2] ? { row: Number(match[1]), column: match[2] } : null;
}

function caretIs(edge: "start" | "end", target: EventTarget): boolean {
  if (!(target instanceof HTMLInputElement)) return false;
  const { selectionStart, selectionEnd, value } = target;
  if (selectionStart === 0 && selectionEnd === value.length && value !== "") return true;
  const wanted = edge === "start" ? 0 : value.length;
  return selectionStart === wanted && selectionEnd === wanted;
}
