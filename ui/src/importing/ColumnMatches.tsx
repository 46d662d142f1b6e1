import type { Field, TablePreview, TableReading } from "../backend";

interface Props {
  columns: Field[];
  preview: TablePreview;
  isBusy: boolean;
  onRead: (reading: TableReading) => void;
}

/** Which column of the file fills which column of the form; what is corrected here is remembered. */
export function ColumnMatches({ columns, preview, isBusy, onRead }: Props) {
  const match = (at: number, id: string | null) => {
    // A column of the form is filled once: where it was filled before, nothing is now.
    const next = preview.columns.map(({ column }, index) =>
      index === at ? id : column === id && id !== null ? null : column,
    );
    onRead({ change: "columns", columns: next });
  };
  return (
    <fieldset className="import-columns">
      <legend>各列对应</legend>
      <ul>
        {preview.columns.map(({ letters, heading, sample, column }, at) => (
          <li key={letters}>
            <label>
              <span className="import-heading">
                <span className="import-letters">{letters}</span>
                {heading || "（无表头）"}
                {sample && <span className="import-sample">如：{sample}</span>}
              </span>
              <select
                value={column ?? ""}
                disabled={isBusy}
                onChange={(event) => match(at, event.target.value || null)}
              >
                <option value="">不导入</option>
                {columns.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
