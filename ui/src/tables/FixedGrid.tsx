import type { Field, Value } from "../backend";
import { type Row, rowsOf } from "../draft/apply";
import { cellPath, elementId, rowPath } from "../draft/path";
import { useSession } from "../draft/useSession";
import { Cell } from "./Cell";
import { columnHead } from "./columnWidth";

/** A row that stands there by itself: a year, a month. */
export interface Line {
  /** What its cell in the key column holds. */
  key: Value;
  name: string;
  /** Why it is not asked. */
  isOff?: string | undefined;
}

interface Props {
  field: Field;
  /** The column that the lines are told apart by, and its head. */
  keyed: { id: string; head: string };
  /** Without the key column. */
  columns: Field[];
  lines: Line[];
  /** The rows kept. */
  kept: Row[];
  /** The rows kept, with one for each line; the same rows if none is missing. */
  complete: (rows: Row[]) => Row[];
}

/** Rows that cannot be added or removed, answered column by column. A line gets its row with its first answer. */
export function FixedGrid({ field, keyed, columns, lines, kept, complete }: Props) {
  const session = useSession();
  const rows = complete(kept);

  const setCell = (row: number, column: string, value: Value | null) => {
    const now = rowsOf(session.snapshot().draft.answers[field.id]);
    const full = complete(now);
    if (full === now) session.set(cellPath(field.id, row, column), value);
    else if (value !== null) {
      const rows = full.with(row, { ...full[row], [column]: value } as Row);
      session.change({ edit: "replace_rows", table: field.id, rows });
    }
  };

  return (
    <table className="grid years-grid" aria-labelledby={`${elementId(field.id)}:label`}>
      <thead>
        <tr>
          <th scope="col">{keyed.head}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col" title={column.hint ?? undefined}>
              {columnHead(column)}
              {column.required && <span className="required">*</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const index = rows.findIndex((row) => row[keyed.id] === line.key);
          return (
            <tr
              key={line.name}
              id={elementId(rowPath(field.id, index))}
              data-frame
              className={line.isOff ? "is-off" : undefined}
            >
              <th scope="row">
                {line.name}
                {line.isOff && <span className="tag">{line.isOff}</span>}
              </th>
              {columns.map((column) => (
                <td key={column.id}>
                  <Cell
                    table={field.id}
                    row={index}
                    column={column}
                    value={rows[index]?.[column.id]}
                    onChange={setCell}
                    rowName={line.name}
                    isDisabled={line.isOff !== undefined}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
