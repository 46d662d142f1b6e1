/** The rows of a table that has one for each option of a column. */
import type { Choice } from "../backend";
import type { Row } from "../draft/apply";

/** The rows kept, with an empty one at its place for each option that has none. Nothing is dropped. */
export function withLines(rows: Row[], key: string, options: Choice[]): Row[] {
  const missing = options.filter(({ id }) => !rows.some((row) => row[key] === id));
  if (missing.length === 0) return rows;
  const place = (row: Row) => {
    const at = options.findIndex(({ id }) => row[key] === id);
    return at === -1 ? options.length : at;
  };
  return [...rows, ...missing.map(({ id }) => ({ [key]: id }))].sort((a, b) => place(a) - place(b));
}
