import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Field, PreviewRow, TablePreview } from "../backend";
import { cellText } from "./columnsOf";
import { usePreviewRows } from "./usePreviewRows";

interface Props {
  columns: Field[];
  preview: TablePreview;
  onlyWrong: boolean;
  label: string;
}

const ROW_HEIGHT = 34;
/** Shorter tables are drawn whole; longer ones draw only the rows in sight. */
const DRAWN_WHOLE = 60;

/** The rows as they would come in; only those in sight are asked for and drawn. */
export function PreviewTable({ columns, preview, onlyWrong, label }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const count = onlyWrong ? preview.wrong : preview.rows;
  const virtual = useVirtualizer({
    count,
    enabled: count > DRAWN_WHOLE,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const isLong = count > DRAWN_WHOLE;
  const items = virtual.getVirtualItems();
  const drawn = isLong ? items.map(({ index }) => index) : Array.from({ length: count }, (_, at) => at);
  const rows = usePreviewRows(preview, onlyWrong, drawn[0] ?? 0, drawn.at(-1) ?? 0);
  const above = isLong ? (items[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="import-rows" ref={scroller} tabIndex={0} aria-label={label}>
      <table aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th scope="col">行号</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {drawn.map((index) => (
            <Row key={index} index={index} row={rows.get(index)} columns={columns} />
          ))}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  index: number;
  /** Undefined: on its way. */
  row: PreviewRow | undefined;
  columns: Field[];
}

function Row({ index, row, columns }: RowProps) {
  const wrong = row?.problems ?? [];
  return (
    <tr aria-rowindex={index + 2} className={wrong.length > 0 ? "is-wrong" : undefined}>
      <th scope="row">{row?.number ?? "…"}</th>
      {columns.map((column) => (
        <td
          key={column.id}
          className={wrong.some((problem) => problem.column === column.id) ? "wrong" : undefined}
        >
          {row && cellText(column, row.cells[column.id])}
        </td>
      ))}
      <td className="import-problems">{wrong.map(({ says }) => says).join(" ")}</td>
    </tr>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null;
}
