import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { shownColumns } from "../draft/shown";
import { useSnapshot } from "../draft/useSession";
import { FieldFrame } from "../fields/FieldFrame";
import { ImportTable } from "../importing/ImportTable";
import { Icon } from "../shared/Icon";
import { CellMessages } from "./CellMessages";
import { Grid } from "./Grid";
import { type Rows, useRows } from "./useRows";

/** Rows that the applicant adds, or the statement that there are none. */
export function TableField({ field }: { field: Field }) {
  const rows = useRows(field.id);
  const variant = useSnapshot(({ draft }) => draft.variant);
  const columns = field.kind === "table" ? shownColumns(field.columns, variant) : [];
  const count = rows.rows.length;
  return (
    <FieldFrame field={field} isGroup meaning={count > 0 && `共 ${count} 行`}>
      {count > 0 && <Grid field={field} columns={columns} rows={rows} />}
      {count === 0 && <p className="grid-empty">{rows.isAnswered ? "已确认：没有。" : "尚未填写。"}</p>}
      <div className="grid-tools">
        <button id={elementId(field.id)} type="button" className="button" onClick={rows.add}>
          <Icon name="add" />
          添加一行
        </button>
        <ImportTable field={field} />
        <NoneTools rows={rows} />
        {count > 0 && (
          <span className="grid-keys">
            方向键、回车移动；Alt+↑↓ 调整顺序；Ctrl+Delete 删除本行；可从 Excel 粘贴
          </span>
        )}
      </div>
      <CellMessages table={field} />
    </FieldFrame>
  );
}

function NoneTools({ rows }: { rows: Rows }) {
  if (rows.rows.length > 0) return null;
  return rows.isAnswered ? (
    <button type="button" className="quiet-button" onClick={rows.takeBack}>
      撤回“没有”
    </button>
  ) : (
    <button type="button" className="quiet-button" onClick={rows.confirmNone}>
      确认没有
    </button>
  );
}
