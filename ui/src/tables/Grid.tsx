import { useVirtualizer } from "@tanstack/react-virtual";
import { type ClipboardEvent, useContext, useEffect, useRef } from "react";
import type { Field } from "../backend";
import { focusPath, JumpContext } from "../draft/jump";
import { cellPath, readPath } from "../draft/path";
import { columnHead, columnWidth } from "./columnWidth";
import { GridRow } from "./GridRow";
import { readCells, withCells } from "./paste";
import { cellOf, useGridKeys } from "./useGridKeys";
import type { Rows } from "./useRows";

interface Props {
  field: Field;
  columns: Field[];
  rows: Rows;
}

/** Shorter tables are drawn whole; longer ones draw only the rows in sight. */
const DRAWN_WHOLE = 60;
const ROW_HEIGHT = 40;
/** A row that was just added or scrolled to may need a few frames to be drawn. */
const FRAMES_TO_WAIT = 10;

/** The rows of a table as a grid of cells. */
export function Grid({ field, columns, rows }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const count = rows.rows.length;
  const isLong = count > DRAWN_WHOLE;
  const virtual = useVirtualizer({
    count,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });

  const focusCell = (row: number, column: string) => {
    // Asked anew each time: the row that is just being added may make the table a long one.
    const show = () => virtual.options.enabled && virtual.scrollToIndex(row, { align: "auto" });
    focusSoon(cellPath(field.id, row, column), FRAMES_TO_WAIT, show);
  };
  const onKeyDown = useGridKeys({ rows, columns: columns.map(({ id }) => id), focusCell });

  const onPaste = (event: ClipboardEvent) => {
    const at = cellOf(event.target);
    const cells = readCells(event.clipboardData.getData("text/plain"));
    if (!at || !cells) return;
    event.preventDefault();
    rows.replace(withCells(rows.rows, columns, at, cells));
  };

  const { jump } = useContext(JumpContext);
  useEffect(() => {
    const place = jump ? readPath(jump.path) : null;
    if (isLong && place?.field === field.id && place.row !== null) {
      virtual.scrollToIndex(place.row, { align: "center" });
    }
  }, [jump, isLong, field.id, virtual]);

  const drawn = isLong
    ? virtual.getVirtualItems().map(({ index }) => index)
    : rows.rows.map((_, index) => index);
  const above = isLong ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
  return (
    <div className="grid-scroller" ref={scroller}>
      <table className="grid" aria-labelledby={`field:${field.id}:label`} aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th scope="col" className="grid-number">
              序号
            </th>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ minWidth: columnWidth(column, rows.rows) }}
                title={column.hint ?? undefined}
              >
                {columnHead(column)}
                {column.required && <span className="required">*</span>}
              </th>
            ))}
            <th scope="col" className="grid-actions">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown} onPaste={onPaste}>
          <Gap height={above} />
          {drawn.map((index) => (
            <GridRow key={index} field={field} columns={columns} rows={rows} index={index} />
          ))}
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

function focusSoon(path: string, frames: number, show: () => void): void {
  show();
  requestAnimationFrame(() => {
    if (!focusPath(path) && frames > 0) focusSoon(path, frames - 1, show);
  });
}
