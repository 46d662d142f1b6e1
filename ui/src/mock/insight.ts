/** A stand-in for what the core says about a draft besides its report. */
import type { Draft, Edit, Finding, Form, Outlook, Reason } from "../backend";
import { applyEdit } from "../draft/apply";
import { check } from "./check";

/** The arguments of these commands. */
export interface InsightArgs {
  id: string;
  edit: Edit;
  date: string;
  clause: string;
}

export function insight(form: Form, draftOf: (id: string) => Draft) {
  const finding = (id: string, clause: string) =>
    check(form, draftOf(id)).findings.find((each) => each.clause === clause);
  return {
    check_with: ({ id, edit }: InsightArgs) => check(form, applyEdit(draftOf(id), edit)),
    check_on: ({ id, date }: InsightArgs) => check(form, { ...draftOf(id), filing_date: date }),
    why_clause: ({ id, clause }: InsightArgs) => {
      const found = finding(id, clause);
      return found && found.standing !== "not_applicable" ? reasonOf(found) : null;
    },
    look_at: ({ id }: InsightArgs) => outlook(form, draftOf(id)),
  };
}

function reasonOf({ asks, standing, have, gap, advice, fields }: Finding): Reason {
  const own: Reason = { asks, standing, have, gap, advice, places: fields, inner: [] };
  if (fields.length < 2) return own;
  const inner = fields.map((field): Reason => ({ ...own, have: null, gap: null, places: [field] }));
  return { ...own, asks: "以下各项同时满足", places: [], inner };
}

function outlook(form: Form, draft: Draft): Outlook {
  const findings = check(form, draft).findings;
  const gauge = (
    clause: string,
    label: string,
    value: unknown,
    limit: number,
    place: string,
    unit: string,
  ) => {
    const standing = findings.find((finding) => finding.clause === clause)?.standing ?? "unknown";
    const known = typeof value === "number" ? String(value) : null;
    const have = known && `${known} ${unit}`;
    const limits = { limit: String(limit), limit_text: `${limit} ${unit}`, is_most: false };
    return { clause, binding: "regulation" as const, label, standing, have, value: known, ...limits, place };
  };
  const step = (title: string, says: string, day: string | null, place: string | null) => ({
    title,
    cite: "第六条",
    says,
    day,
    is_own: place !== null,
    place,
  });
  return {
    gauges: [
      gauge("DC-I-team", "设计团队人数", draft.answers["team.headcount"], 30, "team.headcount", "人"),
      gauge("DC-I-ip-total", "累计获得专利及版权", draft.answers["ip.total"], 50, "ip.total", "项"),
    ],
    timeline: [
      step("申报", "在指定的信息平台提交材料。", draft.filing_date, "filing_date"),
      step("区级初审", "由所在区主管部门初审；办法没有写明期限。", null, null),
      step("专家评审", "组织专家综合评审；办法没有写明期限。", null, null),
      step("公示", "拟认定名单向社会公示。", null, null),
      step("认定", "公示无异议的，予以认定。", null, null),
      step("复核", "有效期 3 年，届满应当参加复核。", null, null),
    ],
  };
}
