import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { DateInput } from "./DateInput";
import { describedBy, FieldFrame } from "./FieldFrame";
import { meaningOf } from "./meaning";
import { useFinding } from "./useFieldMessage";

export function DateField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  return (
    <FieldFrame field={field} meaning={meaningOf(field, value)}>
      <DateInput
        id={elementId(field.id)}
        value={value === undefined ? undefined : String(value)}
        onChange={(next) => session.set(field.id, next)}
        placeholder={field.example ? `例：${field.example}` : undefined}
        isWrong={useFinding(field.id)?.tone === "wrong"}
        describedBy={describedBy(field)}
      />
    </FieldFrame>
  );
}
