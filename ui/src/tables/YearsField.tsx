import type { Field, Value } from "../backend";
import { type Row, rowsOf } from "../draft/apply";
import { useJumpTo } from "../draft/jump";
import { cellPath, elementId, rowPath } from "../draft/path";
import { shownColumns } from "../draft/shown";
import { useAnswer, useSession, useSnapshot } from "../draft/useSession";
import { FieldFrame } from "../fields/FieldFrame";
import { Cell } from "./Cell";
import { CellMessages } from "./CellMessages";
import { columnHead } from "./columnWidth";
import { applies, windowOf, withWindow } from "./years";

/** Figures of the calendar years before the filing year; the years stand by themselves. */
export function YearsField({ field }: { field: Field }) {
  const filingDate = useSnapshot(({ draft }) => draft.filing_date);
  const variant = useSnapshot(({ draft }) => draft.variant);
  if (field.kind !== "years") return null;
  const window = windowOf(filingDate, field.count);
  const columns = shownColumns(field.columns, variant);
  return (
    <FieldFrame field={field} isGroup>
      <div id={elementId(field.id)} className="years">
        {window ? (
          <YearsGrid field={field} since={field.since} columns={columns} window={window} />
        ) : (
          <NoFilingDate />
        )}
      </div>
      <CellMessages table={field} />
    </FieldFrame>
  );
}

function NoFilingDate() {
  const jumpTo = useJumpTo();
  return (
    <p className="grid-empty">
      年度由申报日期决定，请先填写申报日期。
      <button type="button" className="link-button" onClick={() => jumpTo("filing_date")}>
        填写申报日期
      </button>
    </p>
  );
}

interface GridProps {
  field: Field;
  since: string | null;
  columns: Field[];
  window: number[];
}

function YearsGrid({ field, since, columns, window }: GridProps) {
  const session = useSession();
  const kept = rowsOf(useAnswer(field.id));
  const firstDate = useAnswer(since ?? "");
  const rows = withWindow(kept, window);
  const outside = kept.flatMap(({ year }) => (window.includes(Number(year)) ? [] : [`${year}年`]));

  const setCell = (row: number, column: string, value: Value | null) => {
    const now = rowsOf(session.snapshot().draft.answers[field.id]);
    const full = withWindow(now, window);
    if (full === now) session.set(cellPath(field.id, row, column), value);
    else if (value !== null) {
      const rows = full.with(row, { ...full[row], [column]: value } as Row);
      session.change({ edit: "replace_rows", table: field.id, rows });
    }
  };

  return (
    <>
      <table className="grid years-grid" aria-labelledby={`${elementId(field.id)}:label`}>
        <thead>
          <tr>
            <th scope="col">年度</th>
            {columns.map((column) => (
              <th key={column.id} scope="col" title={column.hint ?? undefined}>
                {columnHead(column)}
                {column.required && <span className="required">*</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {window.map((year) => {
            const index = rows.findIndex((row) => row.year === year);
            const isAsked = applies(year, firstDate);
            return (
              <tr
                key={year}
                id={elementId(rowPath(field.id, index))}
                data-frame
                className={isAsked ? undefined : "is-off"}
              >
                <th scope="row">
                  {year}年{!isAsked && <span className="tag">成立之前，不适用</span>}
                </th>
                {columns.map((column) => (
                  <td key={column.id}>
                    <Cell
                      table={field.id}
                      row={index}
                      column={column}
                      value={rows[index]?.[column.id]}
                      onChange={setCell}
                      rowName={`${year}年`}
                      isDisabled={!isAsked}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {outside.length > 0 && (
        <p className="meaning">{outside.join("、")}的数据已保留，不在本次统计的年度内。</p>
      )}
    </>
  );
}
