import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { shownColumns } from "../draft/shown";
import { useSnapshot } from "../draft/useSession";
import { FieldFrame } from "../fields/FieldFrame";
import { ImportTable } from "../importing/ImportTable";
import { Icon } from "../shared/Icon";
import { CellMessages } from "./CellMessages";
import { Grid } from "./Grid";
import { Saying } from "./Saying";
import { type Rows, useRows } from "./useRows";
import { useView } from "./useView";
import { ViewTools } from "./ViewTools";

/** A table of fewer rows is seen at one glance: nothing has to be looked for in it. */
const WORTH_SEARCHING = 10;

/** Rows that the applicant adds, or the statement that there are none. */
export function TableField({ field }: { field: Field }) {
  const rows = useRows(field.id);
  const variant = useSnapshot(({ draft }) => draft.variant);
  const columns = useMemo(
    () => (field.kind === "table" ? shownColumns(field.columns, variant) : []),
    [field, variant],
  );
  const view = useView(field.id, rows.rows, columns);
  const enter = useRef(() => {});
  const count = rows.rows.length;
  const hasTools = count >= WORTH_SEARCHING || !view.isPlain;
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey)) return;
    const box = event.currentTarget.querySelector<HTMLInputElement>(".grid-filter");
    if (!box) return;
    event.preventDefault();
    box.select();
  }, []);
  return (
    <FieldFrame field={field} isGroup meaning={count > 0 && !hasTools && `共 ${count} 行`}>
      <Saying>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens to what comes up from the controls in it */}
        <div className="grid-block" onKeyDown={onKeyDown}>
          {hasTools && <ViewTools field={field} rows={rows} view={view} onEnter={() => enter.current()} />}
          {count > 0 && view.order.length > 0 && (
            <Grid field={field} columns={columns} rows={rows} view={view} entry={enter} />
          )}
          {count > 0 && view.order.length === 0 && <p className="grid-empty">没有符合条件的行。</p>}
          {count === 0 && <p className="grid-empty">{rows.isAnswered ? "已确认：没有。" : "尚未填写。"}</p>}
        </div>
      </Saying>
      <div className="grid-tools">
        <button id={elementId(field.id)} type="button" className="button" onClick={rows.actions.add}>
          <Icon name="add" />
          添加一行
        </button>
        <ImportTable field={field} />
        <NoneTools rows={rows} />
        {count > 0 && (
          <span className="grid-keys">
            方向键、回车移动；Alt+↑↓ 调整顺序；Ctrl+Delete 删除本行；{hasTools && "Ctrl+F 筛选；"}可从 Excel
            粘贴
          </span>
        )}
      </div>
      <CellMessages table={field} />
    </FieldFrame>
  );
}

function NoneTools({ rows: { rows, isAnswered, actions } }: { rows: Rows }) {
  if (rows.length > 0) return null;
  return isAnswered ? (
    <button type="button" className="quiet-button" onClick={actions.takeBack}>
      撤回“没有”
    </button>
  ) : (
    <button type="button" className="quiet-button" onClick={actions.confirmNone}>
      确认没有
    </button>
  );
}
