import { type PointerEvent, type RefObject, useState } from "react";

/** A row on its way: from where, and where it would be put down. */
interface Way {
  from: number;
  to: number;
}

export interface Drag {
  classOf: (at: number) => string | undefined;
  handlers: (at: number) => {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
}

/**
 * Moves the rows of a list with the pointer. Not by the page's own drag and drop: in the window of some systems that is
 * taken by files that are dropped from outside.
 */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
): Drag {
  const [way, setWay] = useState<Way | null>(null);
  const at = (y: number) => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return below === -1 ? rows.length - 1 : below;
  };
  return {
    classOf: (row) => {
      if (!way) return undefined;
      if (row === way.from) return "is-dragged";
      if (row !== way.to || way.from === way.to) return undefined;
      return way.to < way.from ? "is-target-above" : "is-target-below";
    },
    handlers: (row) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        setWay({ from: row, to: row });
      },
      onPointerMove: (event) => {
        if (way) setWay({ ...way, to: at(event.clientY) });
      },
      onPointerUp: () => {
        if (way) onMove(way.from, way.to);
        setWay(null);
      },
      onPointerCancel: () => setWay(null),
    }),
  };
}
