import type { Field } from "../backend";
import { elementId, rowPath } from "../draft/path";
import { Icon, type IconName } from "../shared/Icon";
import { Cell } from "./Cell";
import type { Rows } from "./useRows";

interface Props {
  field: Field;
  columns: Field[];
  rows: Rows;
  index: number;
}

/** A row: its number, its cells, and what can be done with it (by keys from any cell, so Tab passes the buttons by). */
export function GridRow({ field, columns, rows, index }: Props) {
  const row = rows.rows[index];
  if (!row) return null;
  return (
    <tr id={elementId(rowPath(field.id, index))} aria-rowindex={index + 2} data-frame>
      <th scope="row" className="grid-number">
        {index + 1}
      </th>
      {columns.map((column) => (
        <td key={column.id}>
          <Cell table={field.id} row={index} column={column} value={row[column.id]} onChange={rows.setCell} />
        </td>
      ))}
      <td className="grid-actions">
        <span className="grid-moves">
          <Action icon="moveUp" says={`上移第 ${index + 1} 行`} onClick={() => rows.move(index, index - 1)} />
          <Action
            icon="moveDown"
            says={`下移第 ${index + 1} 行`}
            onClick={() => rows.move(index, index + 1)}
          />
        </span>
        <Action icon="remove" says={`删除第 ${index + 1} 行`} onClick={() => rows.remove(index)} />
      </td>
    </tr>
  );
}

function Action({ icon, says, onClick }: { icon: IconName; says: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="icon-button"
      tabIndex={-1}
      title={says}
      aria-label={says}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
