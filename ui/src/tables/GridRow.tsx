import { memo } from "react";
import type { Field } from "../backend";
import type { Row } from "../draft/apply";
import { elementId, rowPath } from "../draft/path";
import { Icon, type IconName } from "../shared/Icon";
import { Cell } from "./Cell";
import type { RowActions } from "./useRows";

interface Props {
  table: string;
  columns: Field[];
  row: Row;
  /** In the answer. */
  index: number;
  /** Among the rows in sight. */
  position: number;
  canMove: boolean;
  className: string | undefined;
  actions: RowActions;
}

/** A row: its number, its cells, and what can be done with it (by keys from any cell, so Tab passes the buttons by). */
export const GridRow = memo(function GridRow(props: Props) {
  const { table, columns, row, index, position, canMove, className, actions } = props;
  return (
    <tr
      id={elementId(rowPath(table, index))}
      aria-rowindex={position + 2}
      data-frame
      data-row={index}
      className={className}
    >
      <th scope="row" className="grid-number" title={canMove ? "拖动可调整顺序" : undefined}>
        {index + 1}
      </th>
      {columns.map((column) => (
        <td key={column.id}>
          <Cell table={table} row={index} column={column} value={row[column.id]} onChange={actions.setCell} />
        </td>
      ))}
      <td className="grid-actions">
        {canMove && (
          <span className="grid-moves">
            <Action
              icon="moveUp"
              says={`上移第 ${index + 1} 行`}
              onClick={() => actions.move(index, index - 1)}
            />
            <Action
              icon="moveDown"
              says={`下移第 ${index + 1} 行`}
              onClick={() => actions.move(index, index + 1)}
            />
          </span>
        )}
        <Action icon="remove" says={`删除第 ${index + 1} 行`} onClick={() => actions.remove(index)} />
      </td>
    </tr>
  );
});

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
