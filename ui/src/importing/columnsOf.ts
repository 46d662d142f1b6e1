import type { Field, Value } from "../backend";
import { showResting } from "../fields/codec";
import { optionsOf } from "../fields/optionsOf";

/** The columns that can be filled; of a three-year table also the year. */
export function columnsOf(field: Field): Field[] {
  if (field.kind === "table") return field.columns;
  return field.kind === "years" ? [YEAR, ...field.columns] : [];
}

/** Whether its rows are papers, which come as references too. */
export function takesReferences(field: Field): boolean {
  return columnsOf(field).some(({ label }) => label.includes("作者"));
}

/** A cell as people read it; identity numbers masked. */
export function cellText(column: Field, value: Value | undefined): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((item) => cellText(column, item)).join("、");
  const option = optionsOf(column).find(({ id }) => id === value);
  return option?.label ?? showResting(column, value);
}

const YEAR: Field = {
  id: "year",
  label: "年度",
  kind: "year",
  required: true,
  variants: [],
  hint: null,
  example: null,
  cite: null,
  private: false,
};
