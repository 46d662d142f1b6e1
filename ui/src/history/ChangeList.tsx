import type { CellChange, Change, Field, Form, RowChange, Value } from "../backend";
import { fieldOf } from "../draft/shown";
import { showResting, unitOf } from "../fields/codec";
import { sayDate } from "../fields/date";
import { optionsOf } from "../fields/optionsOf";

/** More rows than these are no help to anyone at once. */
const MOST_ROWS = 100;

interface Props {
  form: Form;
  changes: Change[];
}

/** What differs, field by field and row by row: the earlier above, the later below. */
export function ChangeList({ form, changes }: Props) {
  if (changes.length === 0) return <p className="home-empty">内容相同。</p>;
  return (
    <ul className="changes">
      {changes.map((change) => (
        <li key={`${change.change}:${change.field}`}>
          <h3>{labelOf(form, change.field)}</h3>
          {change.change === "answer" && (
            <Pair
              before={textOf(form, fieldOf(form, change.field), change.before, change.field)}
              after={textOf(form, fieldOf(form, change.field), change.after, change.field)}
            />
          )}
          {change.change === "files" && (
            <Pair
              before={change.before.map(bareName).join("、")}
              after={change.after.map(nameIn(change)).join("、")}
            />
          )}
          {change.change === "rows" && <Rows form={form} table={change.field} rows={change.rows} />}
        </li>
      ))}
    </ul>
  );
}

/** A file that kept its name and not its content would look as if nothing had changed. */
function nameIn({ replaced }: { replaced: string[] }) {
  return (path: string) => (replaced.includes(path) ? `${bareName(path)}（内容已更换）` : bareName(path));
}

/** In drafts that came from a file, files have the folder beside it in their path. */
function bareName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function Rows({ form, table, rows }: { form: Form; table: string; rows: RowChange[] }) {
  const field = fieldOf(form, table);
  const columns = field && "columns" in field ? field.columns : [];
  return (
    <ul className="row-changes">
      {rows.slice(0, MOST_ROWS).map((row) => (
        <li key={`${row.was}:${row.is}`}>
          <h4>{rowName(row)}</h4>
          <dl>
            {row.cells.map((cell) => (
              <Cell key={cell.column} form={form} columns={columns} cell={cell} />
            ))}
          </dl>
        </li>
      ))}
      {rows.length > MOST_ROWS && <li>另有 {rows.length - MOST_ROWS} 行不同。</li>}
    </ul>
  );
}

function Cell({ form, columns, cell }: { form: Form; columns: Field[]; cell: CellChange }) {
  const column = columns.find((each) => each.id === cell.column);
  return (
    <>
      <dt>{column?.label ?? (cell.column === "year" ? "年度" : cell.column)}</dt>
      <dd>
        <Pair
          before={textOf(form, column, cell.before, cell.column)}
          after={textOf(form, column, cell.after, cell.column)}
        />
      </dd>
    </>
  );
}

function Pair({ before, after }: { before: string; after: string }) {
  return (
    <div className="pair">
      <del>
        <span className="visually-hidden">原为</span>
        {before || "未填"}
      </del>
      <ins>
        <span className="visually-hidden">改为</span>
        {after || "未填"}
      </ins>
    </div>
  );
}

function rowName({ was, is }: RowChange): string {
  if (was === null) return `新增第 ${(is ?? 0) + 1} 行`;
  if (is === null) return `删去原第 ${was + 1} 行`;
  return was === is ? `第 ${is + 1} 行` : `第 ${is + 1} 行（原第 ${was + 1} 行）`;
}

function labelOf(form: Form, field: string): string {
  if (field === "variant") return "申报类型";
  if (field === "filing_date") return "申报日期";
  return fieldOf(form, field)?.label ?? field;
}

/** An answer as people read it; empty: not answered. */
export function textOf(form: Form, field: Field | undefined, value: Value | null, id: string): string {
  if (value === null) return "";
  if (id === "variant") return form.variants.find((variant) => variant.id === value)?.title ?? String(value);
  if (id === "filing_date") return sayDate(String(value));
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) {
    return value.length === 0 ? "确认没有" : value.map((item) => textOf(form, field, item, id)).join("、");
  }
  if (typeof value === "object") {
    const columns = field && "columns" in field ? field.columns : [];
    const cells = Object.entries(value).map(([column, cell]) =>
      textOf(
        form,
        columns.find((each) => each.id === column),
        cell,
        column,
      ),
    );
    return cells.join("，");
  }
  if (!field) return String(value);
  const option = optionsOf(field).find((each) => each.id === value);
  const unit = unitOf(field);
  return option?.label ?? (unit ? `${showResting(field, value)} ${unit}` : showResting(field, value));
}
