import type { Field, TextLength, Value } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession, useSnapshot } from "../draft/useSession";
import { countCharacters } from "./codec";
import { describedBy, FieldFrame } from "./FieldFrame";
import { limitSource } from "./limitSource";
import { useFinding } from "./useFieldMessage";
import { useTypedText } from "./useTypedText";

/** Paragraphs, with a live count against the limits. */
export function LongTextField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  const typed = useTypedText<HTMLTextAreaElement>(field, value, (next) => session.set(field.id, next));
  return (
    <FieldFrame field={field} meaning={<Length field={field} value={value} />}>
      <textarea
        id={elementId(field.id)}
        rows={8}
        placeholder={field.example ? `例：${field.example}` : undefined}
        required={field.required}
        aria-invalid={useFinding(field.id)?.tone === "wrong"}
        aria-describedby={describedBy(field)}
        {...typed}
      />
    </FieldFrame>
  );
}

function Length({ field, value }: { field: Field; value: Value | undefined }) {
  const printed = useSnapshot(({ report }) => report.lengths.find((each) => each.field === field.id));
  if (field.kind !== "long_text") return null;
  const length = countCharacters(typeof value === "string" ? value : "");
  const source = printed?.source ?? limitSource(field);
  const isShort = field.min !== null && length > 0 && length < field.min;
  const isLong = field.max !== null && length > field.max;
  return (
    <span className={isShort || isLong ? "length is-off" : "length"}>
      已写 <b>{length}</b> 字{limits(field.min, field.max)}
      {(field.min ?? field.max) !== null && `（${source}）`}
      {isShort && `，还差 ${(field.min ?? 0) - length} 字`}
      {isLong && `，超出 ${length - (field.max ?? 0)} 字`}
      {pages(printed)}
    </span>
  );
}

/** As it comes out in the form. */
function pages(printed: TextLength | undefined): string {
  if (!printed || printed.pages === null || printed.max_pages === null) return "";
  return `；印出来约 ${printed.pages} 页，上限 ${printed.max_pages} 页（${printed.source}）`;
}

function limits(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `，${min}～${max} 字`;
  if (max !== null) return `，不超过 ${max} 字`;
  return min === null ? "" : `，不少于 ${min} 字`;
}
