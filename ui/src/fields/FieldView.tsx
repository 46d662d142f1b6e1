import { memo } from "react";
import type { Field } from "../backend";
import { AttachmentField } from "../evidence/AttachmentField";
import { LinesField } from "../tables/LinesField";
import { TableField } from "../tables/TableField";
import { YearsField } from "../tables/YearsField";
import { ChoiceField } from "./ChoiceField";
import { ChoicesField } from "./ChoicesField";
import { DateField } from "./DateField";
import { DeclarationField } from "./DeclarationField";
import { LineField } from "./LineField";
import { LongTextField } from "./LongTextField";

/** A question, drawn by its kind. */
export const FieldView = memo(function FieldView({ field }: { field: Field }) {
  switch (field.kind) {
    case "long_text":
      return <LongTextField field={field} />;
    case "date":
      return <DateField field={field} />;
    case "yes_no":
    case "choice":
    case "region":
      return <ChoiceField field={field} />;
    case "choices":
      return <ChoicesField field={field} />;
    case "declaration":
      return <DeclarationField field={field} />;
    case "attachment":
      return <AttachmentField field={field} />;
    case "table":
      return field.row_for_each ? <LinesField field={field} /> : <TableField field={field} />;
    case "years":
      return <YearsField field={field} />;
    default:
      return <LineField field={field} />;
  }
});
