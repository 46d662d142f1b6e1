import type { Conflict, Form, Side } from "../backend";
import { fieldOf, placeName } from "../draft/shown";
import { textOf } from "../history/ChangeList";

interface Props {
  number: number;
  form: Form;
  conflict: Conflict;
  side: Side | null;
  onDecide: (side: Side) => void;
}

/** One thing that both sides changed, with both values. */
export function ConflictCard({ number, form, conflict, side, onDecide }: Props) {
  const { name, base, ours, theirs } = saidOf(form, conflict);
  const choices = [
    { id: "ours" as const, label: "保留本机内容", text: ours },
    { id: "theirs" as const, label: "采用交回内容", text: theirs },
  ];
  return (
    <fieldset className="conflict">
      <legend>
        {number}. {name}
      </legend>
      {base !== null && <p className="conflict-base">分发时：{base || "未填"}</p>}
      <div className="conflict-sides">
        {choices.map(({ id, label, text }) => (
          <label key={id} className="conflict-side">
            <input
              type="radio"
              name={`conflict-${number}`}
              checked={side === id}
              onChange={() => onDecide(id)}
            />
            <span>
              <strong>{label}</strong>
              <span className="conflict-text">{text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function saidOf(form: Form, conflict: Conflict) {
  const field = fieldOf(form, conflict.field);
  const label = placeName(form, conflict.field);
  const columns = field && "columns" in field ? field.columns : [];
  const text = (value: Parameters<typeof textOf>[2], of = field, id = conflict.field) =>
    textOf(form, of, value, id) || "未填";
  switch (conflict.conflict) {
    case "answer":
      return {
        name: label,
        base: text(conflict.base),
        ours: text(conflict.ours),
        theirs: text(conflict.theirs),
      };
    case "cell": {
      const column = columns.find(({ id }) => id === conflict.column);
      const cell = (value: typeof conflict.base) => text(value, column, conflict.column);
      return {
        name: placeName(form, `${conflict.field}[${conflict.row}].${conflict.column}`),
        base: cell(conflict.base),
        ours: cell(conflict.ours),
        theirs: cell(conflict.theirs),
      };
    }
    case "row": {
      const row = (value: typeof conflict.ours) => (value === null ? "删去这一行" : text(value));
      return {
        name: `${label} 的一行`,
        base: text(conflict.base),
        ours: row(conflict.ours),
        theirs: row(conflict.theirs),
      };
    }
    case "order":
      return { name: `${label} 的行次`, base: null, ours: "本机现在的顺序", theirs: "交回内容的顺序" };
    case "files":
      return {
        name: label,
        base: null,
        ours: conflict.ours.join("、") || "没有文件",
        theirs: conflict.theirs.join("、") || "没有文件",
      };
  }
}
