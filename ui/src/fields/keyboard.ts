import type { FieldKind } from "../backend";

/** Which keyboard and input mode suit a kind. */
export function keyboardFor(kind: FieldKind): { inputMode?: "numeric" | "decimal" | "email" | "tel" } {
  switch (kind.kind) {
    case "integer":
    case "year":
    case "postcode":
      return { inputMode: "numeric" };
    case "decimal":
    case "money":
      return { inputMode: "decimal" };
    case "email":
      return { inputMode: "email" };
    case "phone":
      return { inputMode: "tel" };
    default:
      return {};
  }
}
