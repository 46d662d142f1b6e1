import { useState } from "react";
import type { Licences, Part } from "../backend";
import { Dialog } from "../shared/Dialog";

const nameOf = ({ name, version }: Part) => (version ? `${name} ${version}` : name);

/** What the program brings along; the texts of a part's licence open over the page. */
export function Parts({ licences }: { licences: Licences }) {
  const [words, setWords] = useState("");
  const [opened, setOpened] = useState<Part | null>(null);
  const wanted = words.trim().toLowerCase();
  const parts = licences.parts.filter((part) =>
    `${part.name} ${part.licence}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="control">
        <input
          type="search"
          aria-label="查找组件"
          placeholder="查找组件或许可名称"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {parts.length === 0 && <p>没有符合的组件，请换一个名称查找。</p>}
      <ul className="part-list">
        {parts.map((part) => (
          <li key={nameOf(part)}>
            <span>{nameOf(part)}</span>
            <span className="source">{part.licence}</span>
            <button
              type="button"
              className="quiet-button"
              aria-label={`${nameOf(part)} 的许可全文`}
              onClick={() => setOpened(part)}
            >
              全文
            </button>
          </li>
        ))}
      </ul>
      {opened && (
        <Dialog labelledBy="part-title" onClose={() => setOpened(null)}>
          <h2 id="part-title">{nameOf(opened)}</h2>
          {/* A long text is scrolled with the keyboard too. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
          <section className="part-text" tabIndex={0} aria-labelledby="part-title">
            {opened.texts.map((at) => (
              <pre key={at}>{licences.texts[at]}</pre>
            ))}
          </section>
          <div className="gate-actions">
            <button type="button" className="button is-primary" onClick={() => setOpened(null)}>
              关闭
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
