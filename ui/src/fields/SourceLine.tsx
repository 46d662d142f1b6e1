import type { Draft, Field, Origin } from "../backend";
import { readPath } from "../draft/path";
import { useSnapshot } from "../draft/useSession";

/** What stands there for an answer that came from nowhere else. */
const TYPED = "直接填写";

/** Where an answer comes from, once nobody has to look at it any more; that it was typed, only while one is there. */
export function SourceLine({ field }: { field: Field }) {
  const says = useSnapshot(({ draft }) => {
    const whole = sayWhole(draft, field.id);
    return [whole ?? [], sayCells(draft, field)].flat().join("；");
  });
  if (!says) return null;
  return <p className={`source-line${says === TYPED ? " is-typed" : ""}`}>来源：{says}</p>;
}

function sayWhole(draft: Draft, field: string): string | null {
  if (draft.origins?.[field]) return null;
  const seen = draft.seen?.[field];
  // What was computed was looked at when it was taken: that it was is no news.
  if (seen) return seen.origin === "computed" ? sayOrigin(seen) : `${sayOrigin(seen)}，已核对`;
  const isAnswered =
    draft.answers[field] !== undefined || draft.attachments?.some((file) => file.field === field);
  return isAnswered ? TYPED : null;
}

/** 出生日期、性别共 4 格由“证件号码”计算得出 */
function sayCells(draft: Draft, field: Field): string[] {
  if (field.kind !== "table") return [];
  const cells = Object.entries(draft.seen ?? {}).flatMap(([place, origin]) => {
    const at = readPath(place);
    return at.field === field.id && at.column !== null
      ? [{ column: at.column, says: sayOrigin(origin) }]
      : [];
  });
  return [...new Set(cells.map(({ says }) => says))].map((says) => {
    const alike = cells.filter((cell) => cell.says === says);
    const columns = field.columns.filter(({ id }) => alike.some(({ column }) => column === id));
    return `${columns.map(({ label }) => label).join("、")}共 ${alike.length} 格${says}`;
  });
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
