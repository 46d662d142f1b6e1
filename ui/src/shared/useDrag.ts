import { type PointerEvent, useState } from "react";

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
 * Moves rows with the pointer; `placeAt`: which row stands at a height of the window. Not by the page's own drag and drop: in the window of some systems that is
 * taken by files that are dropped from outside.
 */
export function useDrag(placeAt: (y: number) => number, onMove: (from: number, to: number) => void): Drag {
  const [way, setWay] = useState<Way | null>(null);
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
        if (way) setWay({ ...way, to: placeAt(event.clientY) });
      },
      onPointerUp: () => {
        if (way) onMove(way.from, way.to);
        setWay(null);
      },
      onPointerCancel: () => setWay(null),
    }),
  };
}

/** The first of some rows, from the top down, that reaches below a height of the window; past them all: the last. */
export function rowAt(rows: Element[], y: number): number {
  const below = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
  return below === -1 ? rows.length - 1 : below;
}
