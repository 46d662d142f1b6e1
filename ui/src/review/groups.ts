/** Everything the report says, grouped by what there is to do about it. Each entry stands in one group only. */
import type { Finding, Form, Report } from "../backend";
import { fieldOf, sectionOf } from "../draft/shown";
import { sayDate } from "../fields/date";

export interface Entry {
  key: string;
  /** What it is about. */
  what: string;
  /** What is wrong with it, or how it stands. */
  says: string | null;
  cite: string | null;
  /** Where to go; null: nowhere. */
  path: string | null;
  /** The clause it is, to ask why; null: none. */
  finding: Finding | null;
}

export interface Group {
  id: "change" | "fill_in" | "confirm" | "wait" | "carried" | "advice" | "notices" | "hidden";
  title: string;
  hint: string;
  entries: Entry[];
}

/** The groups with something in them, most urgent first. */
export function reviewGroups(form: Form, report: Report): Group[] {
  const deciding = report.findings.filter(({ binding }) => binding === "regulation");
  const failing = deciding.filter(({ standing }) => standing === "not_met");
  const timed = failing.filter(({ earliest }) => earliest !== null);
  const open = deciding.filter(({ standing }) => standing === "unknown");
  const written = (standing: string) =>
    report.field_findings
      .filter((finding) => finding.standing === standing)
      .map(({ field, says }, at) =>
        entry(`${field}#${at}`, says, null, sectionOf(form, field)?.title ?? null, field),
      );
  const checks = (binding: string) =>
    report.cross_checks
      .filter((check) => check.standing === "not_met" && check.binding === binding)
      .map(({ id, says, fields }) => entry(id, says, null, null, fields[0] ?? null));
  const practice = report.findings.filter(
    ({ binding, standing }) => binding === "practice" && (standing === "not_met" || standing === "unknown"),
  );
  const groups: Group[] = [
    {
      id: "change",
      title: "需要修改",
      hint: "填写有误、数据不一致，或者达不到规定的条件。",
      entries: [
        ...written("not_met"),
        ...checks("regulation"),
        ...failing.filter(({ earliest }) => earliest === null).map(clause),
      ],
    },
    { id: "fill_in", title: "需要补填", hint: "必填而尚未填写的内容。", entries: written("unknown") },
    {
      id: "wait",
      title: "需要等待",
      hint: "时间届满后即可满足；也可以调整申报日期。",
      entries: timed.map(clause),
    },
    {
      id: "confirm",
      title: "待确认的条件",
      hint: "内容补齐后才能判断，或者规定本身留有余地。",
      entries: open.map(clause),
    },
    {
      id: "carried",
      title: "沿用待核对",
      hint: "由此前的申报沿用，核对以后在该项上确认；不影响条件的判断。",
      entries: report.carried.map(({ field, says }) =>
        entry(`carried:${field}`, says, null, sectionOf(form, field)?.title ?? null, field),
      ),
    },
    {
      id: "advice",
      title: "建议",
      hint: "不影响提交，供完善材料时参考。",
      entries: [...practice.map(clause), ...checks("practice"), ...written("met")],
    },
    {
      id: "notices",
      title: "请知悉",
      hint: "申报程序和以后的义务。",
      entries: report.notices.map(({ clause: key, says, cite }) => entry(key, says, null, cite, null)),
    },
    {
      id: "hidden",
      title: "保留而不提交的内容",
      hint: "与现在的选择无关，已为您保留，不参与核对，也不会打印。",
      entries: report.hidden.map((id) => entry(id, fieldOf(form, id)?.label ?? id, null, null, null)),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function clause(finding: Finding): Entry {
  const until = finding.earliest && `${sayDate(finding.earliest)}起满足`;
  const parts = [finding.have && `现状：${finding.have}`, finding.gap ?? until, finding.advice];
  const says = parts.filter(Boolean).join("；");
  return {
    ...entry(finding.clause, finding.asks, says || null, finding.cite, finding.fields[0] ?? null),
    finding,
  };
}

function entry(
  key: string,
  what: string,
  says: string | null,
  cite: string | null,
  path: string | null,
): Entry {
  return { key, what, says, cite, path, finding: null };
}
