import type { Field } from "../backend";

/** Where the limits on a text come from, in a word; what the measure does not print is 惯例 and only advises. */
export function limitSource(field: Extract<Field, { binding: unknown }>): string {
  return field.binding === "regulation" ? "规定" : "惯例";
}
