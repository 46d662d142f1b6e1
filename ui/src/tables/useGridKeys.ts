import type { KeyboardEvent } from "react";
import type { RowActions } from "./useRows";
import type { View } from "./useView";

interface Cells {
  view: View;
  /** Rows of the answer. */
  count: number;
  actions: RowActions;
  columns: string[];
  /** Shows the row of the answer, then focuses its cell. */
  focusCell: (row: number, column: string) => void;
  focusHead: (column: string) => void;
  /** Tells what happened to someone who may not see it. */
  say: (words: string) => void;
}

/** Moving through a table by keys: arrows, Enter; Alt with an arrow moves the row, Ctrl+Delete removes it. */
export function useGridKeys({ view, count, actions, columns, focusCell, focusHead, say }: Cells) {
  const { order } = view;
  const moveRow = (row: number, to: number, column: string) => {
    if (!view.isPlain) return say("筛选或排序时不能移动行，请先按原顺序显示全部。");
    if (to < 0 || to >= count) return;
    actions.move(row, to);
    focusCell(to, column);
    say(`已移到第 ${to + 1} 行，共 ${count} 行。`);
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    const at = cellOf(event.target);
    // The key that ends an input method's word still belongs to it; WebKit then tells only by its code.
    if (!at || event.nativeEvent.isComposing || event.keyCode === INPUT_METHOD) return;
    const position = order.indexOf(at.row);
    const go = (to: number, column: string | undefined) => {
      const row = order[to];
      if (row === undefined || column === undefined) return;
      event.preventDefault();
      focusCell(row, column);
    };
    const isSelect = event.target instanceof HTMLSelectElement;
    const beside = (step: number) => columns[columns.indexOf(at.column) + step];
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown": {
        const step = event.key === "ArrowUp" ? -1 : 1;
        if (event.altKey) {
          event.preventDefault();
          moveRow(at.row, at.row + step, at.column);
        } else if (!isSelect && step === -1 && position === 0) {
          event.preventDefault();
          focusHead(at.column);
        } else if (!isSelect) go(position + step, at.column);
        return;
      }
      case "ArrowLeft":
        if (isSelect || caretIs("start", event.target)) go(position, beside(-1));
        return;
      case "ArrowRight":
        if (isSelect || caretIs("end", event.target)) go(position, beside(1));
        return;
      case "Enter":
        event.preventDefault();
        if (position === order.length - 1) actions.add();
        focusCell(order[position + 1] ?? count, at.column);
        return;
      case "Delete": {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const next = order[position + 1] ?? order[position - 1];
        actions.remove(at.row);
        if (next !== undefined) focusCell(next > at.row ? next - 1 : next, at.column);
        say(`已删除第 ${at.row + 1} 行，可按 Ctrl+Z 撤销。`);
      }
    }
  };
}

/** What `keyCode` is for keys that an input method takes. */
const INPUT_METHOD = 229;

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
