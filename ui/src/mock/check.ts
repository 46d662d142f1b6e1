/**
 * A stand-in for the core's check: enough of it to move the screens. What is required and missing, what cannot be
 * read, and a few clauses that turn on figures; every other clause follows from whether its section is complete.
 */
import type {
  Draft,
  Field,
  FieldFinding,
  Finding,
  Form,
  Origin,
  Report,
  Section,
  Standing,
  Value,
} from "../backend";
import { rowsOf } from "../draft/apply";
import { cellPath } from "../draft/path";
import { shownColumns } from "../draft/shown";

/** Fields that only show beside another answer. */
const COMPANIONS: Record<string, (answers: Draft["answers"]) => boolean> = {
  "organisation.kind_other": (answers) => answers["organisation.kind"] === "other",
  "centre.fields_other": (answers) => includes(answers["centre.fields"], "other"),
  "centre.has_founder": (answers) => answers["centre.legal_person"] === false,
  "centre.founder": (answers) => answers["centre.has_founder"] === true,
  "centre.independent_note": (answers) => answers["centre.independent"] === false,
  "centre.conditions_note": (answers) => answers["centre.workplace"] === false,
  "integrity.discredited_note": (answers) => answers["integrity.not_discredited"] === false,
  "integrity.accident_note": (answers) => answers["integrity.no_accident"] === false,
  "integrity.violation_note": (answers) => answers["integrity.no_violation"] === false,
  "integrity.revoked_on": (answers) => !["none", undefined].includes(answers["integrity.ending"] as string),
  "integrity.ending_note": (answers) => !["none", undefined].includes(answers["integrity.ending"] as string),
};

export function check(form: Form, draft: Draft): Report {
  const notShown = Object.keys(COMPANIONS).filter((id) => !COMPANIONS[id]?.(draft.answers));
  const fields = form.sections
    .flatMap((section) => section.fields)
    .filter((field) => !notShown.includes(field.id) && concerns(field, draft));
  const fieldFindings = fields.flatMap((field) => findingsOf(field, draft));
  const findings = form.conditions.map((condition) => decide(condition, draft));
  const deciding = findings.filter(({ binding }) => binding === "regulation");
  const fails = deciding.some(({ standing }) => standing === "not_met");
  const isOpen = deciding.some(({ standing }) => standing === "unknown") || fieldFindings.length > 0;
  const waiting = deciding.filter(({ standing }) => standing === "not_met" || standing === "unknown");
  const days = waiting.flatMap(({ earliest }) => earliest ?? []);
  return {
    standing: fails ? "not_ready" : isOpen ? "incomplete" : "ready",
    in_force: inForce(form, draft),
    // As in the core: only where time alone meets what is left.
    ready_from: days.length === waiting.length ? (days.toSorted().at(-1) ?? null) : null,
    findings,
    field_findings: fieldFindings,
    cross_checks: crossChecks(form, draft),
    carried: carriedIn(form, draft),
    notices: form.notices.map(({ clause, cite, says }) => ({ clause, cite, says })),
    hidden: notShown.filter((id) => draft.answers[id] !== undefined),
    not_shown: notShown,
    sections: form.sections.map((section) => ({
      id: section.id,
      ...progressOf(section, fields, fieldFindings),
      carried: carriedIn(form, draft).filter(({ field }) => section.fields.some(({ id }) => id === field))
        .length,
    })),
    lengths: [],
  };
}

/** Fields that are required; a table's cells are not counted one by one. */
function progressOf(section: Section, shown: Field[], findings: FieldFinding[]) {
  const required = section.fields.filter((field) => field.required && shown.includes(field));
  const lacks = (id: string) =>
    findings.some((finding) => finding.field === id && finding.standing === "unknown");
  const wrong = findings.filter(({ field, standing }) => {
    return (
      standing === "not_met" && section.fields.some(({ id }) => field === id || field.startsWith(`${id}[`))
    );
  });
  const answered = required.filter(({ id }) => !lacks(id)).length;
  return { required: required.length, answered, wrong: wrong.length };
}

function includes(value: Value | undefined, item: string): boolean {
  return Array.isArray(value) && value.includes(item);
}

function concerns(field: Field, draft: Draft): boolean {
  return field.variants.length === 0 || field.variants.includes(draft.variant);
}

function findingsOf(field: Field, draft: Draft): FieldFinding[] {
  const value = draft.answers[field.id];
  if (field.kind === "attachment") {
    const isThere = (draft.attachments ?? []).some((each) => each.field === field.id);
    return field.required && !isThere ? [missing(field.id, `缺少“${field.label}”，请上传。`)] : [];
  }
  if (value === undefined)
    return field.required ? [missing(field.id, `“${field.label}”尚未填写，请填写。`)] : [];
  if (field.kind === "table") return cellFindings(field, draft);
  const problem = problemWith(field, value);
  return problem ? [{ field: field.id, standing: "not_met", says: `“${field.label}”${problem}` }] : [];
}

function cellFindings(field: Field & { kind: "table" }, draft: Draft): FieldFinding[] {
  const columns = shownColumns(field.columns, draft.variant);
  return rowsOf(draft.answers[field.id]).flatMap((row, index) =>
    columns.flatMap((column): FieldFinding[] => {
      const path = cellPath(field.id, index, column.id);
      const place = `“${field.label}”第 ${index + 1} 行：“${column.label}”`;
      const value = row[column.id];
      if (value === undefined) return column.required ? [missing(path, `${place}尚未填写，请填写。`)] : [];
      const problem = problemWith(column, value);
      return problem ? [{ field: path, standing: "not_met", says: place + problem }] : [];
    }),
  );
}

function missing(field: string, says: string): FieldFinding {
  return { field, standing: "unknown", says };
}

function problemWith(field: Field, value: Value): string | null {
  switch (field.kind) {
    case "integer":
      return typeof value === "number" ? null : "不是整数，请只填写数字。";
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? null : "日期无法识别，请按“2024-03-15”填写。";
    case "credit_code":
      return String(value).length === 18 ? null : "统一社会信用代码应为 18 位，请对照营业执照核对。";
    case "email":
      return String(value).includes("@") ? null : "电子邮箱格式有误，请核对。";
    case "long_text":
      return field.max && String(value).length > field.max ? `超出 ${field.max} 字，请精简。` : null;
    default:
      return null;
  }
}

function decide(condition: Form["conditions"][number], draft: Draft): Finding {
  const { clause, cite, asks, binding } = condition;
  const verdict: Verdict =
    condition.variants.length > 0 && !condition.variants.includes(draft.variant)
      ? { standing: "not_applicable", fields: [] }
      : (CLAUSES[clause]?.(draft) ?? { standing: "met", fields: [] });
  return { clause, cite, asks, binding, have: null, gap: null, earliest: null, advice: null, ...verdict };
}

type Verdict = Pick<Finding, "standing" | "fields"> & Partial<Finding>;

const CLAUSES: Record<string, (draft: Draft) => Verdict> = {
  "DC-I-team": ({ answers }) => atLeast("team.headcount", Number(answers["team.headcount"]), 30, "人"),
  "DC-I-ip-total": ({ answers }) => atLeast("ip.total", Number(answers["ip.total"]), 50, "项"),
  "DC-5-2-a": ({ answers, filing_date }) => twoYears(answers["centre.operating_since"], filing_date),
  "DC-5-1-a": ({ answers }) => given(answers, "organisation.district"),
  "DC-5-2-b": ({ answers }) => given(answers, "centre.workplace"),
  "DC-5-3-a": ({ answers }) => given(answers, "integrity.no_accident"),
  "DC-5-3-b": ({ answers }) => given(answers, "integrity.not_discredited"),
  "DC-5-3-c": ({ answers }) => given(answers, "integrity.no_violation"),
  "DC-5-4": ({ answers }) => given(answers, "written.advantage"),
  "DC-6-1": ({ answers }) => given(answers, "commitment.truthful"),
  "DC-I-benefit": ({ answers }) => given(answers, "written.benefit"),
};

function given(answers: Draft["answers"], field: string): Verdict {
  const value = answers[field];
  const standing: Standing = value === undefined ? "unknown" : value === false ? "not_met" : "met";
  return { standing, fields: [field] };
}

function atLeast(field: string, figure: number, limit: number, unit: string): Verdict {
  if (Number.isNaN(figure)) return { standing: "unknown", fields: [field] };
  const isMet = figure >= limit;
  const gap = isMet ? null : `还差 ${limit - figure} ${unit}`;
  return { standing: isMet ? "met" : "not_met", have: `${figure} ${unit}`, gap, fields: [field] };
}

function twoYears(since: Value | undefined, filingDate: string | null): Verdict {
  const fields = ["centre.operating_since"];
  if (typeof since !== "string" || !filingDate)
    return { standing: "unknown", fields: [...fields, "filing_date"] };
  const earliest = `${Number(since.slice(0, 4)) + 2}${since.slice(4)}`;
  const isMet = filingDate >= earliest;
  return {
    standing: isMet ? "met" : "not_met",
    have: `自 ${since} 起`,
    gap: isMet ? null : `${earliest} 起满足`,
    earliest,
    fields,
  };
}

function crossChecks(form: Form, { answers }: Draft): Report["cross_checks"] {
  const rows = rowsOf(answers["team.roster"]).length;
  return form.cross_checks.slice(0, 1).map(({ id, binding }) => ({
    id,
    binding,
    standing: answers["team.headcount"] === rows ? "met" : "not_met",
    says: `设计团队人数应与名单行数一致：填写 ${answers["team.headcount"] ?? "—"} 人，名单 ${rows} 行。`,
    fields: ["team.headcount", "team.roster"],
  }));
}

function inForce(form: Form, { filing_date }: Draft): Report["in_force"] {
  const { in_force_from: from, in_force_until: until } = form.source;
  if (!filing_date) return { from, until, standing: "unknown", says: "请先填写申报日期。" };
  const isIn = filing_date >= from && (until === null || filing_date <= until);
  const says = isIn
    ? null
    : `申报日期不在规定的施行期内（${from} 至 ${until}），请以新的规定和当年通知为准。`;
  return { from, until, standing: isIn ? "met" : "not_met", says };
}

function carriedIn(form: Form, draft: Draft): Report["carried"] {
  const fields = form.sections.flatMap((section) => section.fields);
  return fields
    .filter(({ id }) => draft.origins?.[id])
    .map(({ id, label }) => {
      const from = inWords(draft.origins?.[id]);
      return { field: id, from, says: `“${label}”${from}，请核对后确认。` };
    });
}

function inWords(origin: Origin | undefined): string {
  if (origin?.origin === "imported") return `导入自“${origin.file}”`;
  if (origin?.origin === "profile") return `取自“${origin.name}”的资料`;
  return "沿用 2026 年所填";
}
