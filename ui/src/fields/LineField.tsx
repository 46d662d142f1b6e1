import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { countCharacters, unitOf } from "./codec";
import { describedBy, FieldFrame } from "./FieldFrame";
import { keyboardFor } from "./keyboard";
import { limitSource } from "./limitSource";
import { meaningOf } from "./meaning";
import { Offers } from "./Offers";
import { SaidBelow } from "./SaidBelow";
import { useFinding } from "./useFieldMessage";
import { useTidied } from "./useTidied";
import { useTypedText } from "./useTypedText";

/** Everything that is typed on one line: text, numbers, money, years, codes, addresses. */
export function LineField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  const { said, told } = useTidied(field, value);
  const typed = useTypedText<HTMLInputElement>(field, value, (next) => session.set(field.id, next), told);
  const unit = unitOf(field);
  return (
    <FieldFrame
      field={field}
      meaning={<SaidBelow tidied={said} says={meaningOf(field, value) ?? lengthOf(field, value)} />}
    >
      <div className={`control control-${field.kind}`}>
        <input
          id={elementId(field.id)}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={field.example ? `例：${field.example}` : undefined}
          required={field.required}
          aria-invalid={useFinding(field.id)?.tone === "wrong"}
          aria-describedby={describedBy(field)}
          {...keyboardFor(field)}
          {...typed}
        />
        {unit && <span className="unit">{unit}</span>}
      </div>
      {hasContents(field) && <Offers field={field} />}
    </FieldFrame>
  );
}

/** Kinds whose numbers contain other answers. */
function hasContents({ kind }: Field): boolean {
  return kind === "credit_code" || kind === "identity_number" || kind === "identity_document";
}

function lengthOf(field: Field, value: unknown): string | null {
  if (field.kind !== "text" || field.max === null || typeof value !== "string") return null;
  const length = countCharacters(value);
  return length > field.max * 0.8 ? `${length} / ${field.max} 字（${limitSource(field)}）` : null;
}
