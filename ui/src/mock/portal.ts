/** The answers of drafts in memory beside a platform. The core knows better. */
import type { Copied, Field, PortalEntry, Value } from "../backend";
import { rowsOf } from "../draft/apply";
import { answerAt } from "../draft/said";
import { form } from "./drafts";
import type { MockLibrary } from "./library";

/** The arguments of these commands. */
export interface PortalArgs {
  id: string;
  place: string;
  places: string[];
  done: boolean;
  isBeside: boolean;
  onTop: boolean;
}

export function portal(library: MockLibrary) {
  /** What was copied where, by draft and place. */
  const ticks = new Map<string, string>();
  const key = (id: string, place: string) => `${id} ${place}`;
  const lines = (id: string) => linesOf(library, id);
  const tick = (id: string, place: string, done: boolean) => {
    const line = lines(id).find((each) => each.place === place);
    if (done && line) ticks.set(key(id, place), line.text);
    else ticks.delete(key(id, place));
  };
  return {
    portal_entries: ({ id }: PortalArgs): PortalEntry[] =>
      lines(id).map(({ text, ...line }) => ({ ...line, done: ticks.get(key(id, line.place)) === text })),
    copy_entry: ({ id, place }: PortalArgs): Copied => {
      const line = lines(id).find((each) => each.place === place);
      if (!line) throw { code: "not_found", message: "这一项已经没有内容可以复制。", hint: null };
      library.clipboard = line.text;
      tick(id, place, true);
      return { passesIn: line.passes ? 60 : null };
    },
    tick_entries: ({ id, places, done }: PortalArgs) => {
      for (const place of places) tick(id, place, done);
      return null;
    },
    stand_beside: ({ isBeside }: PortalArgs) => {
      library.window = isBeside ? "beside" : "full";
      return null;
    },
    stay_on_top: ({ onTop }: PortalArgs) => {
      library.window = onTop ? "on top" : "beside";
      return null;
    },
  };
}

type Line = Omit<PortalEntry, "done"> & { text: string };

function linesOf(library: MockLibrary, id: string): Line[] {
  const { draft } = library.of(id);
  const line = (
    section: string,
    field: Field,
    place: string,
    value: Value,
    row: PortalEntry["row"],
  ): Line => {
    const text = String(value);
    const passes = field.kind === "identity_number" || field.kind === "identity_document";
    const max = field.kind === "text" || field.kind === "long_text" ? field.max : null;
    const source = max === null ? null : "惯例";
    const length = { characters: text.replace(/\s/g, "").length, max, pages: null, max_pages: null, source };
    const said = field.kind === "long_text" ? text : (answerAt(form, draft, place) ?? text);
    return {
      place,
      section,
      label: field.label,
      row,
      text,
      shown: passes ? `${text.slice(0, 4)}**********${text.slice(-4)}` : said,
      length: field.kind === "long_text" || max ? length : null,
      passes,
      isFile: false,
    };
  };
  return form.sections.flatMap(({ id: section, fields }) =>
    fields.flatMap((field): Line[] => {
      const value = draft.answers[field.id];
      if ("columns" in field)
        return rowsOf(value).flatMap((row, at) =>
          field.columns
            .filter(({ id }) => row[id] !== undefined)
            .map((column) => {
              const name = typeof row.year === "number" ? `${row.year} 年` : `第 ${at + 1} 行`;
              const path = `${field.id}[${at}].${column.id}`;
              return line(section, column, path, row[column.id] ?? "", { table: field.label, name });
            }),
        );
      if (field.kind === "attachment")
        return (draft.attachments ?? [])
          .filter((file) => file.field === field.id)
          .map((file, at) => ({
            ...line(section, field, `${field.id}[${at}]`, file.path, null),
            shown: `${file.path.split("/").at(-1)}\n生成后在“05证明材料.pdf”`,
            text: "05证明材料.pdf",
            isFile: true,
          }));
      return value === undefined ? [] : [line(section, field, field.id, value, null)];
    }),
  );
}
