import { memo } from "react";
import type { Field, Value } from "../backend";
import { cellPath, elementId } from "../draft/path";
import { keyboardFor } from "../fields/keyboard";
import { Select } from "../fields/Options";
import { optionsOf } from "../fields/optionsOf";
import { useFinding } from "../fields/useFieldMessage";
import { useTypedText } from "../fields/useTypedText";
import { useSayTidied } from "./Saying";

interface Props {
  table: string;
  row: number;
  column: Field;
  value: Value | undefined;
  onChange: (row: number, column: string, value: Value | null) => void;
  /** How the row is called; its number when not said. */
  rowName?: string;
  isDisabled?: boolean;
}

const YES_NO = [
  { id: "true", label: "是" },
  { id: "false", label: "否" },
];

/** One cell of a table: always ready to be typed in. */
export const Cell = memo(function Cell(props: Props) {
  const { column, value, onChange, row } = props;
  if (column.kind === "yes_no") {
    const change = (next: Value | null) => onChange(row, column.id, next === null ? null : next === "true");
    return <Select {...named(props)} options={YES_NO} value={value} onChange={change} />;
  }
  if (column.kind === "choice" || column.kind === "region") {
    const change = (next: Value | null) => onChange(row, column.id, next);
    return <Select {...named(props)} options={optionsOf(column)} value={value} onChange={change} />;
  }
  return <TextCell {...props} />;
});

function TextCell(props: Props) {
  const { table, row, column, value, onChange, isDisabled } = props;
  const { id, label } = named(props);
  const told = useSayTidied(column, label);
  const typed = useTypedText<HTMLInputElement>(column, value, (next) => onChange(row, column.id, next), told);
  const finding = useFinding(cellPath(table, row, column.id));
  return (
    <input
      id={id}
      className={isNumber(column) ? "is-number" : undefined}
      type="text"
      autoComplete="off"
      spellCheck={false}
      disabled={isDisabled}
      aria-label={label}
      aria-invalid={finding?.tone === "wrong"}
      title={finding && finding.tone !== "missing" ? finding.says : undefined}
      placeholder={row === 0 ? (column.example ?? undefined) : undefined}
      {...keyboardFor(column)}
      {...typed}
    />
  );
}

function named({ table, row, column, rowName }: Props): { id: string; label: string } {
  return {
    id: elementId(cellPath(table, row, column.id)),
    label: `${rowName ?? `第 ${row + 1} 行`} ${column.label}`,
  };
}

export function isNumber(column: Field): boolean {
  return column.kind === "integer" || column.kind === "decimal" || column.kind === "money";
}
