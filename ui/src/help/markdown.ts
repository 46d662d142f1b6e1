/** The little of Markdown that the manual is written in: headings, paragraphs, lists, pictures, bold and code. */

/** A piece of a line. */
export type Span = { kind: "text" | "strong" | "code"; text: string };

export type Block =
  | { kind: "heading"; level: 2 | 3; text: string }
  | { kind: "paragraph"; spans: Span[] }
  | { kind: "list"; isNumbered: boolean; items: Span[][] }
  | { kind: "picture"; text: string; file: string };

/** A chapter: a heading of the second level with what stands below it. */
export interface Chapter {
  title: string;
  blocks: Block[];
}

const PICTURE = /^!\[(.*)\]\((.+)\)$/;
const ITEM = /^(?:- |(\d+)\. )(.*)$/;

/** Chapter by chapter; what stands before the first one is left out. */
export function chapters(text: string): Chapter[] {
  const found: Chapter[] = [];
  for (const part of text.split(/\n{2,}/)) {
    const block = read(part.trim());
    if (block?.kind === "heading" && block.level === 2) found.push({ title: block.text, blocks: [] });
    else if (block) found.at(-1)?.blocks.push(block);
  }
  return found;
}

function read(part: string): Block | null {
  const heading = /^(##|###) (.*)$/.exec(part);
  if (heading) return { kind: "heading", level: heading[1] === "##" ? 2 : 3, text: heading[2] ?? "" };
  const picture = PICTURE.exec(part);
  if (picture) return { kind: "picture", text: picture[1] ?? "", file: picture[2] ?? "" };
  const items = part.split("\n").map((line) => ITEM.exec(line));
  if (items.every((item) => item !== null)) {
    const isNumbered = items[0]?.[1] !== undefined;
    return { kind: "list", isNumbered, items: items.map((item) => spans(item[2] ?? "")) };
  }
  return part === "" ? null : { kind: "paragraph", spans: spans(part.replaceAll("\n", "")) };
}

function spans(text: string): Span[] {
  return text
    .split(/(\*\*.+?\*\*|`.+?`)/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (piece.startsWith("**")) return { kind: "strong", text: piece.slice(2, -2) };
      if (piece.startsWith("`")) return { kind: "code", text: piece.slice(1, -1) };
      return { kind: "text", text: piece };
    });
}

/** What a chapter says, without its pictures: for searching. */
export function wordsOf({ title, blocks }: Chapter): string {
  return [title, ...blocks.flatMap(linesOf)].join("\n");
}

/** Line by line, as a reader sees them. */
export function linesOf(block: Block): string[] {
  const plain = (spans: Span[]) => spans.map(({ text }) => text).join("");
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "paragraph":
      return [plain(block.spans)];
    case "list":
      return block.items.map(plain);
    case "picture":
      return [];
  }
}
