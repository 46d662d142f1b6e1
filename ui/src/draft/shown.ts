import type { Excerpt, Field, Form, Report, Section } from "../backend";
import { readPath } from "./path";

/** The fields of a section that this applicant is asked at present. */
export function shownFields(
  section: Section,
  variant: string,
  report: Report,
  excerpt: Excerpt | null = null,
): Field[] {
  const hidden = new Set(report.not_shown);
  // What decides these stands in a section that is not here.
  for (const id of excerpt?.shown ?? []) hidden.delete(id);
  return section.fields.filter((field) => asks(field, variant) && !hidden.has(field.id));
}

/** The sections that ask this applicant anything. */
export function shownSections(form: Form, variant: string, excerpt: Excerpt | null = null): Section[] {
  return form.sections.filter(
    (section) =>
      (!excerpt || excerpt.sections.includes(section.id)) &&
      section.fields.some((field) => asks(field, variant)),
  );
}

/** The columns that this applicant is asked. */
export function shownColumns(columns: Field[], variant: string): Field[] {
  return columns.filter((column) => asks(column, variant));
}

export function sectionOf(form: Form, path: string): Section | undefined {
  const { field } = readPath(path);
  return form.sections.find((section) => section.fields.some((each) => each.id === field));
}

export function fieldOf(form: Form, path: string): Field | undefined {
  const { field } = readPath(path);
  return form.sections.flatMap((section) => section.fields).find((each) => each.id === field);
}

/** What people call a place: 团队成员名单 第 4 行 姓名. */
export function placeName(form: Form, path: string): string {
  const { row, column } = readPath(path);
  const field = fieldOf(form, path);
  if (!field) return path === "filing_date" ? "申报日期" : path;
  const columns = "columns" in field ? field.columns : [];
  const columnLabel = columns.find((each) => each.id === column)?.label;
  return [field.label, row === null ? null : `第 ${row + 1} 行`, columnLabel].filter(Boolean).join(" ");
}

function asks(field: Field, variant: string): boolean {
  return field.variants.length === 0 || field.variants.includes(variant);
}
