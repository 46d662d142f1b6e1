import type { KeyboardEvent } from "react";
import type { Field } from "../backend";
import { Icon } from "../shared/Icon";
import { columnHead } from "./columnWidth";
import type { View } from "./useView";

interface Props {
  table: string;
  columns: Field[];
  /** How wide each column is at least. */
  widths: string[];
  view: View;
  /** Puts the keyboard into a column of the first row in sight. */
  onEnter: (column: string) => void;
}

/** The heads of the columns; each sorts by its column, then the other way round, then not at all. */
export function GridHead({ table, columns, widths, view, onEnter }: Props) {
  const { sort } = view.wish;
  const toggle = (column: string) => {
    if (sort?.column !== column) view.want({ sort: { column, isDown: false } });
    else view.want({ sort: sort.isDown ? null : { column, isDown: true } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const heads = [...event.currentTarget.querySelectorAll("button")];
    const at = heads.indexOf(event.target as HTMLButtonElement);
    const column = columns[at];
    if (!column) return;
    if (event.key === "ArrowLeft") heads[at - 1]?.focus();
    else if (event.key === "ArrowRight") heads[at + 1]?.focus();
    else if (event.key === "ArrowDown") onEnter(column.id);
    else return;
    event.preventDefault();
  };
  return (
    <thead onKeyDown={onKeyDown}>
      <tr>
        <th scope="col" className="grid-number">
          序号
        </th>
        {columns.map((column, at) => (
          <th
            key={column.id}
            scope="col"
            style={{ minWidth: widths[at] }}
            aria-sort={sort?.column !== column.id ? undefined : sort.isDown ? "descending" : "ascending"}
          >
            <button
              id={headId(table, column.id)}
              type="button"
              className="grid-sort"
              // One stop for Tab; arrows go from head to head.
              tabIndex={at === 0 ? 0 : -1}
              title={[column.hint, "点击排序"].filter(Boolean).join(" ")}
              onClick={() => toggle(column.id)}
            >
              {columnHead(column)}
              {column.required && <span className="required">*</span>}
              {sort?.column === column.id && <Icon name={sort.isDown ? "moveDown" : "moveUp"} />}
            </button>
          </th>
        ))}
        <th scope="col" className="grid-actions">
          <span className="visually-hidden">操作</span>
        </th>
      </tr>
    </thead>
  );
}

/** The id of the button that sorts by a column. */
export function headId(table: string, column: string): string {
  return `head:${table}:${column}`;
}
