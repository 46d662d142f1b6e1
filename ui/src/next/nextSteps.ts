/** What to do next: the shortest list, what takes the least effort first. */
import type { Field, FieldFinding, Finding, Form, Report, Section, Standing } from "../backend";
import { readPath } from "../draft/path";
import { sayDate } from "../fields/date";

/** What a step takes, from the least to the most. */
export const EFFORTS = ["correct", "answer", "explain", "attach", "ask", "gain", "wait"] as const;
export type Effort = (typeof EFFORTS)[number];

export interface NextStep {
  key: string;
  effort: Effort;
  /** 填写“联系方式”的 3 项 */
  does: string;
  /** 再补 6 人 */
  gap: string | null;
  /** Where it is done; null: nowhere in the form. */
  path: string | null;
}

/** Names of fields that are said one by one; more are counted. */
const MOST_NAMED = 2;

export function nextSteps(form: Form, report: Report): NextStep[] {
  const byField = findingsByField(report);
  const written = form.sections.flatMap((section) => sectionSteps(section, byField));
  const checks = report.cross_checks
    .filter(({ binding, standing }) => binding === "regulation" && standing === "not_met")
    .map(({ id, says, fields }) => step(`check:${id}`, "correct", says, null, fields[0]));
  const deciding = report.findings.filter(({ binding }) => binding === "regulation");
  const missing = new Set(report.field_findings.map(({ field }) => field));
  const clauses = deciding.flatMap((finding) => clauseStep(finding, missing) ?? []);
  const steps = [...written, ...checks, ...clauses];
  return steps.toSorted((one, other) => EFFORTS.indexOf(one.effort) - EFFORTS.indexOf(other.effort));
}

/** A long table has thousands of findings, so they are gone through once. */
function findingsByField(report: Report): Map<string, FieldFinding[]> {
  const byField = new Map<string, FieldFinding[]>();
  for (const finding of report.field_findings) {
    const { field } = readPath(finding.field);
    const known = byField.get(field);
    if (known) known.push(finding);
    else byField.set(field, [finding]);
  }
  return byField;
}

/** What one field lacks, its cells included. */
interface Lack {
  field: Field;
  findings: FieldFinding[];
}

/** One step for all answers of a section that take the same effort. */
function sectionSteps(section: Section, byField: ReadonlyMap<string, FieldFinding[]>): NextStep[] {
  const lacks = section.fields.map((field) => ({ field, findings: byField.get(field.id) ?? [] }));
  const of = (standing: Standing, { field, findings }: Lack): Lack => ({
    field,
    findings: findings.filter((finding) => finding.standing === standing),
  });
  const wrong = lacks.flatMap((lack) => of("not_met", lack).findings);
  const missing = lacks.map((lack) => of("unknown", lack)).filter(({ findings }) => findings.length > 0);
  const steps = wrong.length > 0 ? [correct(section, wrong)] : [];
  for (const effort of ["answer", "explain", "attach"] as const) {
    const own = missing.filter(({ field }) => effortOf(field) === effort);
    if (own.length > 0) steps.push(fillIn(section, effort, own));
  }
  return steps;
}

function correct(section: Section, wrong: FieldFinding[]): NextStep {
  const does = wrong.length === 1 ? wrong[0]?.says : null;
  return step(
    `correct:${section.id}`,
    "correct",
    does ?? `改正“${section.title}”中有误的内容`,
    does ? null : `${wrong.length} 处`,
    wrong[0]?.field,
  );
}

const VERBS = { answer: "填写", explain: "写明", attach: "上传" } as const;

function fillIn(section: Section, effort: "answer" | "explain" | "attach", lacks: Lack[]): NextStep {
  const isFew = lacks.length <= MOST_NAMED;
  const what = isFew ? lacks.map(({ field }) => `“${field.label}”`).join("、") : `“${section.title}”`;
  const findings = lacks.flatMap((lack) => lack.findings);
  const count = findings.length > lacks.length || !isFew ? `还缺 ${findings.length} 项` : null;
  return step(`${effort}:${section.id}`, effort, VERBS[effort] + what, count, findings[0]?.field);
}

function effortOf(field: Field): Effort {
  if (field.kind === "attachment") return "attach";
  return field.kind === "long_text" ? "explain" : "answer";
}

/** A clause is a step of its own where filling in what is missing does not settle it. */
function clauseStep(finding: Finding, missing: ReadonlySet<string>): NextStep | null {
  const { clause, standing, asks, gap, earliest, advice, fields } = finding;
  const path = fields[0];
  if (standing === "not_met") {
    if (earliest !== null) return step(clause, "wait", asks, `${sayDate(earliest)}起满足`, path);
    return step(clause, "gain", asks, gap && inWords(gap), path);
  }
  if (standing !== "unknown" || fields.some((field) => missing.has(field))) return null;
  return advice ? step(clause, "ask", asks, advice, path) : step(clause, "answer", asks, gap, path);
}

/** 还差 6 人 → 再补 6 人 */
function inWords(gap: string): string {
  return gap.replace(/^还差 (.*元)$/, "再增加 $1").replace(/^还差 /, "再补 ");
}

function step(
  key: string,
  effort: Effort,
  does: string,
  gap: string | null,
  path: string | undefined,
): NextStep {
  return { key, effort, does, gap, path: path ?? null };
}
