import { useRef, useState } from "react";
import type { Section } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { PageColumn } from "./PageColumn";
import { documentOf, firstPlaceOf, placeOf } from "./placeOf";
import { useFocusedPath } from "./useFocusedPath";
import { usePdf } from "./usePdf";
import { usePreview } from "./usePreview";

/** How long the draft must rest before its pages are made anew, in milliseconds. */
const PAUSE = 1200;

/** The page on which what is being filled in will stand. */
export function PreviewBeside({ section }: { section: Section }) {
  const column = useRef<HTMLElement>(null);
  const { documents, failure, load } = usePreview(PAUSE);
  const [chosen, setChosen] = useState<string | null>(null);
  const path = useFocusedPath(section.id);
  const all = documents ?? [];
  const document = all.find(({ id }) => id === chosen) ?? documentOf(all, section);
  const { opened, failure: unreadable } = usePdf(document);
  const problem = failure ?? unreadable;
  const shown = opened?.document;
  const marked =
    shown && ((path === null ? undefined : placeOf(shown, path)) ?? firstPlaceOf(shown, section));
  return (
    <aside className="preview-beside" aria-label="页面预览" aria-busy={!opened && !problem}>
      <label className="preview-choice">
        <span className="visually-hidden">材料</span>
        <select
          value={chosen ?? ""}
          onChange={(event) => setChosen(event.target.value === "" ? null : event.target.value)}
        >
          <option value="">跟随正在填写的部分</option>
          {all.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {problem && <FailureNote failure={problem} onRetry={load} />}
      {!problem && !opened && (
        <p className="preview-wait" role="status">
          正在排版…
        </p>
      )}
      {opened && <PageColumn opened={opened} zoom="fit" column={column} marked={marked} />}
    </aside>
  );
}
