import type { Published } from "../backend";
import { ClauseItem } from "./ClauseItem";
import { findChapters, findRules } from "./find";
import { MANUAL } from "./manual";

interface Props {
  rules: readonly Published[];
  words: string;
  /** Opens a chapter of the manual. */
  onChapter: (title: string) => void;
}

/** Where the words stand: clauses in full, chapters with the lines that hold them. */
export function FoundHelp({ rules, words, onChapter }: Props) {
  const forms = findRules(rules, words);
  const found = findChapters(MANUAL, words);
  const clauses = forms.reduce((sum, { rules, notices }) => sum + rules.length + notices.length, 0);
  return (
    <div className="found-help">
      <p role="status">
        {clauses + found.length === 0
          ? "没有找到，请换一个词，或者少写几个字。"
          : `找到条款 ${clauses} 条、说明 ${found.length} 章。`}
      </p>
      {found.length > 0 && (
        <section aria-labelledby="found-manual">
          <h2 id="found-manual">使用说明</h2>
          <ul className="found-chapters">
            {found.map(({ chapter, lines }) => (
              <li key={chapter.title}>
                <button type="button" className="link-button" onClick={() => onChapter(chapter.title)}>
                  {chapter.title}
                </button>
                {lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {forms.map(({ form, rules, notices }) => (
        <section key={`${form.form}@${form.edition}`} aria-label={form.title}>
          <h2>{form.title}</h2>
          <ul className="rule-list">
            {[...rules, ...notices].map((clause) => (
              <ClauseItem key={clause.clause} form={form} clause={clause} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
