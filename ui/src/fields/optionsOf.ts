import type { Choice, FieldKind } from "../backend";
import { DISTRICTS } from "./districts";

const DISTRICT_OPTIONS: Choice[] = DISTRICTS.map(([id, label]) => ({ id, label }));

/** What can be chosen; for other kinds: nothing. */
export function optionsOf(kind: FieldKind): Choice[] {
  if (kind.kind === "region") return DISTRICT_OPTIONS;
  return kind.kind === "choice" || kind.kind === "choices" ? kind.options : [];
}
