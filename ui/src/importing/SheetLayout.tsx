import { useId } from "react";
import type { TablePreview, TableReading } from "../backend";

interface Props {
  preview: TablePreview;
  isBusy: boolean;
  onRead: (reading: TableReading) => void;
}

/** Enough of a row to know it by. */
const MOST_SHOWN = 28;

/** Which file and sheet, and in which row its headings stand. */
export function SheetLayout({ preview, isBusy, onRead }: Props) {
  const id = useId();
  const { sheets, firstRows, header } = preview;
  return (
    <div className="import-layout">
      <p className="import-file">{preview.file}</p>
      {sheets.length > 1 && (
        <label>
          工作表
          <select
            value={preview.sheet}
            disabled={isBusy}
            onChange={(event) => onRead({ change: "sheet", sheet: Number(event.target.value) })}
          >
            {sheets.map(({ number, name, hidden }) => (
              <option key={number} value={number}>
                {name}
                {hidden && "（隐藏）"}
              </option>
            ))}
          </select>
        </label>
      )}
      <label htmlFor={id}>
        表头
        <select
          id={id}
          value={header ?? ""}
          disabled={isBusy}
          onChange={(event) =>
            onRead({ change: "header", row: event.target.value === "" ? null : Number(event.target.value) })
          }
        >
          <option value="">没有表头</option>
          {header !== null && !firstRows.some(({ number }) => number === header) && (
            <option value={header}>第 {header} 行</option>
          )}
          {firstRows.map(({ number, cells }) => (
            <option key={number} value={number}>
              第 {number} 行：{excerpt(cells)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function excerpt(cells: string[]): string {
  const text = cells.filter(Boolean).join("，");
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
