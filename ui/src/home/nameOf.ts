import type { DraftSummary } from "../backend";

/** What a draft is called where its applicant may not be known yet. */
export function nameOf(draft: DraftSummary): string {
  return draft.applicant ?? "未填写名称";
}
