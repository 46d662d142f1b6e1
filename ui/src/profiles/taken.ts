import type { ComparedField } from "../backend";

/** What was decided, by the profile's fields. */
export type Taken = Record<string, boolean>;

/** Both sides say something, and not the same. */
export function isConflict({ kept, drafted }: ComparedField): boolean {
  return kept !== null && drafted !== null;
}

/** Whether a field is taken over: where the other side says nothing, unless someone says no; else only if someone says so. */
export function isTaken(compared: ComparedField, taken: Taken, does: "keep" | "fill"): boolean {
  const own = does === "keep" ? compared.kept : compared.drafted;
  return taken[compared.field.id] ?? own === null;
}
