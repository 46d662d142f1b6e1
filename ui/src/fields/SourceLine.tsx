import type { Origin } from "../backend";
import { useSnapshot } from "../draft/useSession";

/** What stands there for an answer that came from nowhere else. */
const TYPED = "直接填写";

/** Where an answer comes from, once nobody has to look at it any more; that it was typed, only while one is there. */
export function SourceLine({ field }: { field: string }) {
  const says = useSnapshot(({ draft }) => {
    if (draft.origins?.[field]) return null;
    const seen = draft.seen?.[field];
    // What was computed was looked at when it was taken: that it was is no news.
    if (seen) return seen.origin === "computed" ? sayOrigin(seen) : `${sayOrigin(seen)}，已核对`;
    const isAnswered =
      draft.answers[field] !== undefined || draft.attachments?.some((file) => file.field === field);
    return isAnswered ? TYPED : null;
  });
  if (!says) return null;
  return <p className={`source-line${says === TYPED ? " is-typed" : ""}`}>来源：{says}</p>;
}

/** The words of the core, which says them only of what is still to be looked at. */
function sayOrigin(origin: Origin): string {
  switch (origin.origin) {
    case "carried":
      return origin.filing_date ? `沿用 ${Number.parseInt(origin.filing_date, 10)} 年所填` : "沿用此前所填";
    case "imported":
      return `导入自“${origin.file}”`;
    case "profile":
      return `取自“${origin.name}”的资料`;
    case "returned":
      return `“${origin.by}”交回`;
    case "computed":
      return `由${origin.from.map((label) => `“${label}”`).join("")}计算得出`;
  }
}
