import type { Field } from "../backend";
import { rowsOf } from "../draft/apply";
import { elementId } from "../draft/path";
import { shownColumns } from "../draft/shown";
import { useAnswer, useSnapshot } from "../draft/useSession";
import { FieldFrame } from "../fields/FieldFrame";
import { optionsOf } from "../fields/optionsOf";
import { ImportTable } from "../importing/ImportTable";
import { CellMessages } from "./CellMessages";
import { FixedGrid } from "./FixedGrid";
import { withLines } from "./lines";
import { Saying } from "./Saying";

/** A table with one row for each option of a column: the months of a year. */
export function LinesField({ field }: { field: Field }) {
  const variant = useSnapshot(({ draft }) => draft.variant);
  const kept = rowsOf(useAnswer(field.id));
  if (field.kind !== "table") return null;
  const columns = shownColumns(field.columns, variant);
  const key = columns.find((column) => column.id === field.row_for_each);
  if (!key) return null;
  const options = optionsOf(key);
  return (
    <FieldFrame field={field} isGroup>
      <Saying>
        <div id={elementId(field.id)} className="years">
          <FixedGrid
            field={field}
            keyed={{ id: key.id, head: key.label }}
            columns={columns.filter((column) => column !== key)}
            lines={options.map(({ id, label }) => ({ key: id, name: label }))}
            kept={kept}
            complete={(rows) => withLines(rows, key.id, options)}
          />
        </div>
      </Saying>
      <div className="grid-tools">
        <ImportTable field={field} />
      </div>
      <CellMessages table={field} />
    </FieldFrame>
  );
}
