import { useId, useState } from "react";
import type { Field, TablePreview, TableReading } from "../backend";
import { Icon } from "../shared/Icon";
import { ColumnMatches } from "./ColumnMatches";
import { columnsOf } from "./columnsOf";
import { PreviewTable } from "./PreviewTable";
import { SheetLayout } from "./SheetLayout";

interface Props {
  field: Field;
  preview: TablePreview;
  isBusy: boolean;
  onRead: (reading: TableReading) => void;
  onTake: (replace: boolean) => void;
  onClose: () => void;
}

/** What would come in, row by row, before anything is changed. */
export function ImportPreview({ field, preview, isBusy, onRead, onTake, onClose }: Props) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  const [replaces, setReplaces] = useState(false);
  const name = useId();
  const columns = columnsOf(field);
  const matched = columns.filter(({ id }) => preview.columns.some(({ column }) => column === id));
  const missing = columns.filter((column) => column.required && !matched.includes(column));
  return (
    <div className="import" aria-busy={isBusy}>
      <SheetLayout preview={preview} isBusy={isBusy} onRead={onRead} />
      <ColumnMatches columns={columns} preview={preview} isBusy={isBusy} onRead={onRead} />
      {missing.length > 0 && (
        <p className="note missing">
          <Icon name="warn" />
          <span>必填的 {missing.map(({ label }) => `“${label}”`).join("、")} 还没有对应的列。</span>
        </p>
      )}
      {preview.notices.map((says) => (
        <p key={says} className={says.includes("科学计数") ? "note wrong" : "note advice"}>
          <Icon name="warn" />
          <span>{says}</span>
        </p>
      ))}
      <div className="import-summary">
        <p role="status">
          可导入 <strong>{preview.rows}</strong> 行
          {preview.wrong > 0 && (
            <>
              ，其中 <strong className="wrong">{preview.wrong}</strong>{" "}
              行有问题；有问题的内容按原样导入，并在表格中标出
            </>
          )}
          。
        </p>
        {preview.wrong > 0 && (
          <label className="import-check">
            <input
              type="checkbox"
              checked={onlyWrong}
              onChange={(event) => setOnlyWrong(event.target.checked)}
            />
            只看有问题的行
          </label>
        )}
      </div>
      <PreviewTable
        columns={matched}
        preview={preview}
        onlyWrong={onlyWrong && preview.wrong > 0}
        label={`导入到“${field.label}”的各行`}
      />
      <div className="import-take">
        {preview.existing > 0 && (
          <fieldset>
            <legend>表中已有 {preview.existing} 行</legend>
            <label>
              <input type="radio" name={name} checked={!replaces} onChange={() => setReplaces(false)} />
              保留，导入的行接在后面
            </label>
            <label>
              <input type="radio" name={name} checked={replaces} onChange={() => setReplaces(true)} />
              全部换成导入的行
            </label>
          </fieldset>
        )}
        <button type="button" className="button" onClick={onClose}>
          取消
        </button>
        <button
          type="button"
          className="button is-primary"
          disabled={isBusy || preview.rows === 0}
          onClick={() => onTake(replaces)}
        >
          导入 {preview.rows} 行
        </button>
      </div>
    </div>
  );
}
