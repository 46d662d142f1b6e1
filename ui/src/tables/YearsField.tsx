import type { Field } from "../backend";
import { rowsOf } from "../draft/apply";
import { useJumpTo } from "../draft/jump";
import { elementId } from "../draft/path";
import { shownColumns } from "../draft/shown";
import { useAnswer, useSnapshot } from "../draft/useSession";
import { FieldFrame } from "../fields/FieldFrame";
import { ImportTable } from "../importing/ImportTable";
import { CellMessages } from "./CellMessages";
import { FixedGrid } from "./FixedGrid";
import { Saying } from "./Saying";
import { applies, windowOf, withWindow } from "./years";

/** Figures of the calendar years before the filing year; the years stand by themselves. */
export function YearsField({ field }: { field: Field }) {
  const filingDate = useSnapshot(({ draft }) => draft.filing_date);
  if (field.kind !== "years") return null;
  const window = windowOf(filingDate, field.count);
  return (
    <FieldFrame field={field} isGroup>
      <Saying>
        <div id={elementId(field.id)} className="years">
          {window ? <YearsGrid field={field} since={field.since} window={window} /> : <NoFilingDate />}
        </div>
      </Saying>
      {window && (
        <div className="grid-tools">
          <ImportTable field={field} />
        </div>
      )}
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

const YEAR = { id: "year", head: "年度" };

function YearsGrid({ field, since, window }: { field: Field; since: string | null; window: number[] }) {
  const variant = useSnapshot(({ draft }) => draft.variant);
  const kept = rowsOf(useAnswer(field.id));
  const firstDate = useAnswer(since ?? "");
  const columns = field.kind === "years" ? shownColumns(field.columns, variant) : [];
  const lines = window.map((year) => ({
    key: year,
    name: `${year}年`,
    isOff: applies(year, firstDate) ? undefined : "成立之前，不适用",
  }));
  const outside = kept.flatMap(({ year }) => (window.includes(Number(year)) ? [] : [`${year}年`]));
  return (
    <>
      <FixedGrid
        field={field}
        keyed={YEAR}
        columns={columns}
        lines={lines}
        kept={kept}
        complete={(rows) => withWindow(rows, window)}
      />
      {outside.length > 0 && (
        <p className="meaning">{outside.join("、")}的数据已保留，不在本次统计的年度内。</p>
      )}
    </>
  );
}
