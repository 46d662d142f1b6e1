import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type ClipboardEvent,
  type CSSProperties,
  type PointerEvent,
  type RefObject,
  useContext,
  useEffect,
  useRef,
} from "react";
import type { Field } from "../backend";
import { focusPath, JumpContext } from "../draft/jump";
import { cellPath, readPath } from "../draft/path";
import { rowAt, useDrag } from "../shared/useDrag";
import { useColumnWidths } from "./columnWidth";
import { GridHead, headId } from "./GridHead";
import { GridRow } from "./GridRow";
import { readCells, sayPasted, withCells } from "./paste";
import { useSay } from "./Saying";
import { cellOf, useGridKeys } from "./useGridKeys";
import { useNumberFill } from "./useNumberFill";
import type { Rows } from "./useRows";
import type { View } from "./useView";

interface Props {
  field: Field;
  columns: Field[];
  rows: Rows;
  view: View;
  /** Leads the keyboard into the first row in sight. */
  entry: RefObject<() => void>;
}

/** Shorter tables are drawn whole; longer ones draw only the rows in sight. */
const DRAWN_WHOLE = 60;
const ROW_HEIGHT = 40;
/** A row that was just added or scrolled to may need a few frames to be drawn. */
const FRAMES_TO_WAIT = 10;

/** The rows of a table as a grid of cells. */
export function Grid({ field, columns, rows: { rows, actions }, view, entry }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { order } = view;
  const isLong = order.length > DRAWN_WHOLE;
  const virtual = useVirtualizer({
    count: order.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const say = useSay();
  const filling = useNumberFill(field.id, columns);
  const latest = useRef(order);
  latest.current = order;

  const show = (row: number, align: "auto" | "center") => {
    const position = latest.current.indexOf(row);
    // Asked anew each time: the row that is just being added may make the table a long one.
    if (virtual.options.enabled && position !== -1) virtual.scrollToIndex(position, { align });
  };
  const focusCell = (row: number, column: string) =>
    focusSoon(cellPath(field.id, row, column), FRAMES_TO_WAIT, () => show(row, "auto"));
  const enter = (column = columns[0]?.id) => {
    const row = order[0];
    if (row !== undefined && column !== undefined) focusCell(row, column);
  };
  useEffect(() => {
    entry.current = enter;
  });
  const onKeyDown = useGridKeys({
    view,
    count: rows.length,
    actions,
    columns: columns.map(({ id }) => id),
    focusCell,
    focusHead: (column) => document.getElementById(headId(field.id, column))?.focus(),
    say,
  });

  const onPaste = (event: ClipboardEvent) => {
    const at = cellOf(event.target);
    const cells = readCells(event.clipboardData.getData("text/plain"));
    if (!at || !cells) return;
    event.preventDefault();
    const pasted = withCells(
      rows,
      columns,
      { column: at.column, rows: order.slice(order.indexOf(at.row)) },
      cells,
    );
    actions.replace(pasted.rows);
    say(sayPasted(cells.length, pasted.tidied));
  };

  const { jump } = useContext(JumpContext);
  const arrived = useRef(-1);
  useEffect(() => {
    const place = jump ? readPath(jump.path) : null;
    if (!jump || arrived.current === jump.turn || place?.field !== field.id || place.row === null) return;
    if (!order.includes(place.row)) return;
    arrived.current = jump.turn;
    if (isLong) virtual.scrollToIndex(order.indexOf(place.row), { align: "center" });
  });

  const canMove = view.isPlain && rows.length > 1;
  const drag = useDrag(
    (y) => placeOf(body.current, y),
    (from, to) => {
      actions.move(from, to);
      if (from !== to) say(`已移到第 ${to + 1} 行，共 ${rows.length} 行。`);
    },
  );
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = (event.target as Element).closest(".grid-number");
    if (handle && canMove) drag.handlers(rowOf(handle)).onPointerDown(event);
  };
  const { onPointerDown: _, ...dragging } = drag.handlers(0);

  const widths = useColumnWidths(columns, rows);
  const items = virtual.getVirtualItems();
  const drawn = isLong ? items.map(({ index }) => index) : [...order.keys()];
  const above = isLong ? (items[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    <div
      ref={scroller}
      className={columns[0]?.kind === "text" ? "grid-scroller has-name" : "grid-scroller"}
      style={{ "--name": widths[0] } as CSSProperties}
    >
      <table className="grid" aria-labelledby={`field:${field.id}:label`} aria-rowcount={order.length + 1}>
        <GridHead table={field.id} columns={columns} widths={widths} view={view} onEnter={enter} />
        <tbody
          ref={body}
          className={canMove ? "can-move" : undefined}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onPointerDown={onPointerDown}
          {...dragging}
          {...filling}
        >
          <Gap height={above} />
          {drawn.map((position) => {
            const index = order[position] ?? -1;
            const row = rows[index];
            return (
              row && (
                <GridRow
                  key={index}
                  table={field.id}
                  columns={columns}
                  row={row}
                  index={index}
                  position={position}
                  canMove={canMove}
                  className={drag.classOf(index)}
                  actions={actions}
                />
              )
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr className="grid-gap" style={{ height }} /> : null;
}

function rowOf(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-row]")?.dataset.row);
}

function placeOf(body: Element | null, y: number): number {
  const rows = [...(body?.querySelectorAll("[data-row]") ?? [])];
  const row = rows[rowAt(rows, y)];
  return row ? rowOf(row) : -1;
}

function focusSoon(path: string, frames: number, show: () => void): void {
  show();
  requestAnimationFrame(() => {
    if (!focusPath(path) && frames > 0) focusSoon(path, frames - 1, show);
  });
}
