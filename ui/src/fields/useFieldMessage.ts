import { findingAt } from "../draft/findings";
import { useSnapshot } from "../draft/useSession";
import { useLeaving } from "./useLeaving";

export interface FieldMessage {
  tone: "wrong" | "missing" | "advice";
  says: string;
}

/** What the core says about a place, or null. */
export function useFinding(path: string): FieldMessage | null {
  const finding = useSnapshot(({ report }) => findingAt(report, path));
  if (!finding) return null;
  const tones = { not_met: "wrong", unknown: "missing", met: "advice", not_applicable: "advice" } as const;
  return { tone: tones[finding.standing], says: finding.says };
}

/** What to show below a field: nothing while someone writes in it, and that it is missing only once it was left. */
export function useFieldMessage(path: string) {
  const finding = useFinding(path);
  const { isInside, wasLeft, handlers } = useLeaving();
  const isQuiet = isInside || (finding?.tone === "missing" && !wasLeft);
  return { message: isQuiet ? null : finding, handlers };
}
