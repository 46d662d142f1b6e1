import { useState } from "react";
import { type DraftSummary, type Label, useBackend } from "../backend";
import { Icon } from "../shared/Icon";
import { nameOf } from "./nameOf";

interface Props {
  draft: DraftSummary;
  known: Label[];
  onTag: (tag: string) => void;
  /** This one was taken away. */
  onUntagged: (tag: string) => void;
  onChanged: () => Promise<void>;
}

/** The user's own words for a draft: one click finds the others, a cross takes one away. */
export function DraftTags({ draft, known, onTag, onUntagged, onChanged }: Props) {
  const backend = useBackend();
  const [added, setAdded] = useState<string | null>(null);
  const name = nameOf(draft);
  const give = async (tags: string[]) => {
    await backend.tagDraft(draft.id, tags);
    setAdded(null);
    await onChanged();
  };
  return (
    <div className="draft-tags">
      {draft.tags.map((tag) => (
        <span key={tag} className="tag">
          <button type="button" onClick={() => onTag(tag)}>
            {tag}
          </button>
          <button
            type="button"
            aria-label={`从 ${name} 移除标签 ${tag}`}
            onClick={() => {
              onUntagged(tag);
              void give(draft.tags.filter((each) => each !== tag));
            }}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {added === null ? (
        <button
          type="button"
          className="tag is-new"
          aria-label={`给 ${name} 加标签`}
          onClick={() => setAdded("")}
        >
          <Icon name="add" />
          标签
        </button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void give([...draft.tags, added]);
          }}
        >
          <input
            className="tag-input"
            aria-label="新标签"
            list="known-tags"
            // biome-ignore lint/a11y/noAutofocus: the user has just asked for this input
            autoFocus
            value={added}
            onChange={(event) => setAdded(event.target.value)}
            // What was typed is kept: a first Enter may only close the browser's list of known tags.
            onBlur={() => (added.trim() === "" ? setAdded(null) : void give([...draft.tags, added]))}
            onKeyDown={(event) => event.key === "Escape" && setAdded(null)}
          />
          <datalist id="known-tags">
            {known.map((label) => (
              <option key={label.name} value={label.name} />
            ))}
          </datalist>
        </form>
      )}
      {draft.foundIn.length > 0 && (
        <span className="found-in">见于：{draft.foundIn.slice(0, 4).join("、")}</span>
      )}
    </div>
  );
}
