/** Where a value stands, as text: `team.headcount`, `team.roster[3]`, `team.roster[3].name`. Rows count from 0. */
export type Place = { field: string; row: number | null; column: string | null };

export function readPath(path: string): Place {
  const match = /^([^[]+)(?:\[(\d+)\](?:\.(.+))?)?$/.exec(path);
  return {
    field: match?.[1] ?? path,
    row: match?.[2] === undefined ? null : Number(match[2]),
    column: match?.[3] ?? null,
  };
}

export function rowPath(table: string, row: number): string {
  return `${table}[${row}]`;
}

export function cellPath(table: string, row: number, column: string): string {
  return `${table}[${row}].${column}`;
}

/** The id of the element that takes the answer. */
export function elementId(path: string): string {
  const { field, row, column } = readPath(path);
  if (row === null) return `field:${field}`;
  return column === null ? `row:${field}:${row}` : `cell:${field}:${row}:${column}`;
}
