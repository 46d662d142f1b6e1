/** Looks for words in the published conditions and in the manual. */
import type { Published, Rule } from "../backend";
import { type Chapter, linesOf, wordsOf } from "./markdown";

/** What was found in one form. */
export interface FoundRules {
  form: Published;
  rules: Rule[];
  notices: Published["notices"];
}

/** What was found in one chapter: the lines in which a word stands. */
export interface FoundChapter {
  chapter: Chapter;
  lines: string[];
}

/** Enough to see whether it is the right place. */
const MOST_LINES = 3;

const split = (words: string) => words.toLowerCase().split(/\s+/).filter(Boolean);
const holds = (text: string, words: readonly string[]) =>
  words.every((word) => text.toLowerCase().includes(word));

/** Every word must stand in the clause, wherever; the form's title does not count. */
export function findRules(all: readonly Published[], typed: string): FoundRules[] {
  const words = split(typed);
  const found = all.map((form) => ({
    form,
    rules: form.rules.filter(({ clause, cite, asks, reading, limits }) =>
      holds([clause, cite, asks, reading ?? "", ...limits].join("\n"), words),
    ),
    notices: form.notices.filter(({ clause, cite, says }) => holds([clause, cite, says].join("\n"), words)),
  }));
  return found.filter(({ rules, notices }) => rules.length + notices.length > 0);
}

/** Every word must stand in the chapter. */
export function findChapters(manual: readonly Chapter[], typed: string): FoundChapter[] {
  const words = split(typed);
  return manual
    .filter((chapter) => holds(wordsOf(chapter), words))
    .map((chapter) => {
      const lines = chapter.blocks.flatMap(linesOf);
      const named = lines.filter((line) => words.some((word) => line.toLowerCase().includes(word)));
      return { chapter, lines: named.slice(0, MOST_LINES) };
    });
}
