import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { describedBy, FieldFrame } from "./FieldFrame";
import { Options } from "./Options";

const ANSWERS = [
  { id: true, label: "是，情况属实" },
  { id: false, label: "否，不能声明" },
];

/** A statement in full, answered yes or no. */
export function DeclarationField({ field }: { field: Field }) {
  const session = useSession();
  const id = elementId(field.id);
  return (
    <FieldFrame field={field} isGroup>
      <blockquote className="statement" id={`${id}:statement`}>
        {field.kind === "declaration" && field.statement}
      </blockquote>
      <Options
        id={id}
        labelledBy={`${id}:label ${id}:statement`}
        describedBy={describedBy(field)}
        options={ANSWERS}
        value={useAnswer(field.id)}
        onChange={(next) => session.set(field.id, next)}
      />
    </FieldFrame>
  );
}
