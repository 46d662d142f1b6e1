import type { ReactNode } from "react";
import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { SentBackTag } from "../filings/SentBackTag";
import { CarriedTag } from "./CarriedTag";
import { SourceLine } from "./SourceLine";
import { useFieldMessage } from "./useFieldMessage";

interface Props {
  field: Field;
  /** Several controls answer it together: it gets a group's label instead of a control's. */
  isGroup?: boolean;
  /** What the answer means, or how long it is; stands at the line below the control. */
  meaning?: ReactNode;
  children: ReactNode;
}

/** A question: label, hint and citation above, the control, one line for messages below. */
export function FieldFrame({ field, isGroup = false, meaning, children }: Props) {
  const id = elementId(field.id);
  const { message, handlers } = useFieldMessage(field.id);
  const Label = isGroup ? "span" : "label";
  return (
    <div className={`field field-${field.kind}`} data-frame {...handlers}>
      <div className="field-head">
        <Label className="field-label" id={`${id}:label`} {...(isGroup ? {} : { htmlFor: id })}>
          {field.label}
          {field.required && (
            <span className="required" title="必填">
              <span aria-hidden="true">*</span>
              <span className="visually-hidden">（必填）</span>
            </span>
          )}
        </Label>
        {field.cite && <span className="cite">{field.cite}</span>}
      </div>
      {field.hint && (
        <p className="field-hint" id={`${id}:hint`}>
          {field.hint}
        </p>
      )}
      <SentBackTag field={field.id} />
      <CarriedTag field={field.id} label={field.label} />
      {children}
      <div className="field-foot" id={`${id}:message`}>
        {message ? (
          <p className={`message ${message.tone}`}>{message.says}</p>
        ) : (
          <p className="meaning">{meaning}</p>
        )}
        <SourceLine field={field} />
      </div>
    </div>
  );
}

/** Ties a control to its frame. */
export function describedBy(field: Field): string {
  const id = elementId(field.id);
  return field.hint ? `${id}:hint ${id}:message` : `${id}:message`;
}
