/** A table that the mock's dialog gives, and what the core would say of it. */
import type { Draft, Field, Form, PreviewRow, TablePreview, TableReading, Value } from "../backend";

/** Every fourteenth row has a date that cannot be read. */
const WRONG_EVERY = 14;
const ROWS = 60;

export class MockImport {
  private field: Field | null = null;
  private file = "";
  private columns: (string | null)[] = [];
  private header: number | null = 2;

  /** Opens the table for a field of the draft. */
  open(form: Form, draft: Draft, id: string, file: string): TablePreview {
    this.field = form.sections.flatMap(({ fields }) => fields).find((field) => field.id === id) ?? null;
    this.file = file;
    this.header = 2;
    this.columns = [null, ...this.asked().map((column) => column.id)];
    return this.preview(draft);
  }

  read(draft: Draft, reading: TableReading): TablePreview {
    if (reading.change === "columns") this.columns = reading.columns;
    if (reading.change === "header") this.header = reading.row;
    return this.preview(draft);
  }

  rows(from: number, count: number, wrong: boolean): PreviewRow[] {
    return this.all()
      .filter(({ problems }) => !wrong || problems.length > 0)
      .slice(from, from + count);
  }

  /** The draft with the rows taken. */
  take(draft: Draft, replace: boolean): Draft {
    const id = this.field?.id ?? "";
    const old = draft.answers[id];
    const kept = replace || !Array.isArray(old) ? [] : old;
    const rows: Value[] = [...kept, ...this.all().map(({ cells }) => cells)];
    return {
      ...draft,
      answers: { ...draft.answers, [id]: rows },
      origins: { ...draft.origins, [id]: { origin: "imported", file: this.file } },
    };
  }

  private asked(): Field[] {
    return this.field?.kind === "table" || this.field?.kind === "years" ? this.field.columns : [];
  }

  private preview(draft: Draft): TablePreview {
    const labels = this.asked().map(({ label }) => label);
    const rows = this.all();
    const existing = draft.answers[this.field?.id ?? ""];
    return {
      file: this.file,
      sheets: [
        { number: 0, name: "名册", hidden: false },
        { number: 1, name: "填表说明", hidden: false },
      ],
      sheet: 0,
      firstRows: [
        { number: 1, cells: ["2025 年名册"] },
        { number: 2, cells: ["序号", ...labels] },
        { number: 3, cells: ["1", ...labels.map(() => "…")] },
      ],
      header: this.header,
      columns: this.columns.map((column, at) => ({
        letters: String.fromCharCode(65 + at),
        heading: at === 0 ? "序号" : (labels[at - 1] ?? ""),
        sample: at === 0 ? "1" : "…",
        column,
      })),
      rows: rows.length,
      wrong: rows.filter(({ problems }) => problems.length > 0).length,
      existing: Array.isArray(existing) ? existing.length : 0,
      notices: ["合计行 1 行不导入。"],
    };
  }

  private all(): PreviewRow[] {
    return Array.from({ length: ROWS }, (_, at) => this.row(at));
  }

  private row(at: number): PreviewRow {
    const isWrong = at % WRONG_EVERY === WRONG_EVERY - 1;
    const cells: Record<string, Value> = {};
    const problems: PreviewRow["problems"] = [];
    for (const column of this.asked()) {
      if (!this.columns.includes(column.id)) continue;
      cells[column.id] = cell(column, at);
      if (column.kind === "date" && isWrong) {
        cells[column.id] = "下个月";
        const says = `“${column.label}”：日期应形如 2024-03-05，请重新填写。`;
        problems.push({ column: column.id, says });
      }
    }
    return { number: at + 3, cells, problems };
  }
}

function cell(column: Field, at: number): Value {
  switch (column.kind) {
    case "date":
      return `2024-03-${String((at % 28) + 1).padStart(2, "0")}`;
    case "choice":
      return column.options[at % column.options.length]?.id ?? "";
    case "yes_no":
      return at % 2 === 0;
    case "integer":
      return at + 1;
    default:
      return `${column.label}${at + 1}`;
  }
}
