import type { Finding, Report } from "../backend";

/** A finding or a cross-check, as the panel shows it. */
export interface PanelItem {
  key: string;
  asks: string;
  have: string | null;
  gap: string | null;
  advice: string | null;
  fields: string[];
  /** The clause it is; null for figures that must agree. */
  finding: Finding | null;
}

export interface FindingGroup {
  id: "not_met" | "disagrees" | "unknown" | "advice" | "met" | "not_applicable";
  title: string;
  items: PanelItem[];
}

/** What stops the draft first, what holds last. Empty groups are left out. */
export function groupFindings(report: Report): FindingGroup[] {
  const deciding = report.findings.filter(({ binding }) => binding === "regulation");
  const clauses = (standing: string) =>
    deciding.filter((finding) => finding.standing === standing).map(clauseItem);
  const checks = report.cross_checks.filter(({ standing }) => standing === "not_met");
  const advising = report.findings.filter(
    ({ binding, standing }) => binding === "practice" && (standing === "not_met" || standing === "unknown"),
  );
  const groups: FindingGroup[] = [
    { id: "not_met", title: "未满足", items: clauses("not_met") },
    {
      id: "disagrees",
      title: "数据不一致",
      items: checks.filter(({ binding }) => binding === "regulation").map(checkItem),
    },
    { id: "unknown", title: "待确认", items: clauses("unknown") },
    {
      id: "advice",
      title: "建议",
      items: [
        ...advising.map(clauseItem),
        ...checks.filter(({ binding }) => binding === "practice").map(checkItem),
      ],
    },
    { id: "met", title: "已满足", items: clauses("met") },
    { id: "not_applicable", title: "不适用", items: clauses("not_applicable") },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function clauseItem(finding: Finding): PanelItem {
  const { clause, asks, have, gap, advice, fields } = finding;
  return { key: clause, asks, have, gap, advice, fields, finding };
}

function checkItem(check: Report["cross_checks"][number]): PanelItem {
  return {
    key: check.id,
    asks: check.says,
    have: null,
    gap: null,
    advice: null,
    fields: check.fields,
    finding: null,
  };
}
