import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { describedBy, FieldFrame } from "./FieldFrame";
import { Options, Select, YES_NO } from "./Options";
import { optionsOf } from "./optionsOf";

/** More options than this become a drop-down list. */
const MOST_RADIOS = 6;

/** One of several: yes/no, a choice, a district. */
export function ChoiceField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  const id = elementId(field.id);
  const options = field.kind === "yes_no" ? YES_NO : optionsOf(field);
  const isList = options.length > MOST_RADIOS;
  const shared = { id, value, describedBy: describedBy(field) };
  return (
    <FieldFrame field={field} isGroup={!isList}>
      {isList ? (
        <div className="control control-choice">
          <Select {...shared} options={optionsOf(field)} onChange={(next) => session.set(field.id, next)} />
        </div>
      ) : (
        <Options
          {...shared}
          labelledBy={`${id}:label`}
          options={options}
          onChange={(next) => session.set(field.id, next)}
        />
      )}
    </FieldFrame>
  );
}
