import type { Field, Value } from "../backend";
import { elementId } from "../draft/path";
import { useAnswer, useSession } from "../draft/useSession";
import { describedBy, FieldFrame } from "./FieldFrame";
import { optionsOf } from "./optionsOf";

/** Any number of several; the answer keeps the order of the options. */
export function ChoicesField({ field }: { field: Field }) {
  const session = useSession();
  const value = useAnswer(field.id);
  const id = elementId(field.id);
  const options = optionsOf(field);
  const chosen: Value[] = Array.isArray(value) ? value : [];

  const toggle = (option: string) => {
    const next = options.filter(({ id }) => chosen.includes(id) !== (id === option)).map(({ id }) => id);
    session.set(field.id, next.length === 0 ? null : next);
  };

  return (
    <FieldFrame field={field} isGroup meaning={chosen.length > 0 ? `已选 ${chosen.length} 项` : "可选多项"}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be labelled from its frame */}
      <div
        id={id}
        className="options"
        role="group"
        aria-labelledby={`${id}:label`}
        aria-describedby={describedBy(field)}
      >
        {options.map((option) => (
          <label key={option.id} className="option">
            <input type="checkbox" checked={chosen.includes(option.id)} onChange={() => toggle(option.id)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}
