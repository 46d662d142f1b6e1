import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { DateInput } from "./DateInput";
import { describedBy, FieldFrame } from "./FieldFrame";
import { meaningOf } from "./meaning";
import { SaidBelow } from "./SaidBelow";
import { useFinding } from "./useFieldMessage";
import { useTidied } from "./useTidied";

export function DateField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  const { said, told } = useTidied(field, value);
  return (
    <FieldFrame field={field} meaning={<SaidBelow tidied={said} says={meaningOf(field, value)} />}>
      <DateInput
        id={elementId(field.id)}
        value={value === undefined ? undefined : String(value)}
        onChange={(next) => session.set(field.id, next)}
        told={told}
        placeholder={field.example ? `例：${field.example}` : undefined}
        isWrong={useFinding(field.id)?.tone === "wrong"}
        describedBy={describedBy(field)}
      />
    </FieldFrame>
  );
}
