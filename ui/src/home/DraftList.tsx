import { Fragment, useState } from "react";
import {
  type DraftSummary,
  type FormSummary,
  type FoundDrafts,
  useBackend,
  type WantedDrafts,
} from "../backend";
import { useSelection } from "../batch/useSelection";
import type { NewForm } from "../reuse/newForms";
import { DeletedList } from "../shared/DeletedList";
import { FailureNote } from "../shared/FailureNote";
import { later } from "../shared/later";
import { UndoNote } from "../shared/UndoNote";
import { DUE } from "../shared/words";
import { DraftCard } from "./DraftCard";
import { DraftFilters } from "./DraftFilters";
import { nameOf } from "./nameOf";
import { isNarrowed, useFoundDrafts } from "./useFoundDrafts";

const BatchPanel = later(async () => (await import("../batch/BatchPanel")).BatchPanel);

interface Props {
  /** Those that are being worked on. */
  drafts: FoundDrafts;
  forms: FormSummary[];
  onOpen: (id: string) => void;
  onDelete: (draft: DraftSummary) => void;
  /** Out of those that were deleted. */
  onRestored: (id: string) => void;
  onExport: (id: string) => void;
  /** Under a passphrase, with its attachments. */
  onSend: (id: string) => void;
  /** The list is no longer what it was. */
  onChanged: () => Promise<void>;
  onNext: (id: string, form: NewForm) => void;
  /** Beside another one of the same form. */
  onCompare: (draft: DraftSummary) => void;
  /** Against every form. */
  onProspects: (draft: DraftSummary) => void;
}

/** Latin words and numbers are found by their beginning alone. */
const PREFIX = /[0-9a-z]/i;

/** The drafts, searched and filtered by the core. */
export function DraftList({
  drafts,
  forms,
  onOpen,
  onDelete,
  onRestored,
  onExport,
  onSend,
  onChanged,
  onNext,
  onCompare,
  onProspects,
}: Props) {
  const { wanted, setWanted, found, by, failure } = useFoundDrafts(drafts);
  const selection = useSelection(found.drafts);
  const backend = useBackend();
  /** What was taken away with a tag: the card may be gone with it. */
  const [untagged, setUntagged] = useState<{ draft: DraftSummary; tag: string } | null>(null);
  const retag = async ({ draft }: { draft: DraftSummary }) => {
    await backend.tagDraft(draft.id, draft.tags);
    setUntagged(null);
    await onChanged();
  };
  const [hadOthers, setHadOthers] = useState(false);
  const lookElsewhere = (change: Partial<WantedDrafts>) => {
    setHadOthers(true);
    setWanted({ ...wanted, ...change });
  };
  if (drafts.total === 0 && !isNarrowed(wanted) && !hadOthers) {
    return (
      <>
        <p className="home-empty">还没有申报。请从上面选择申报类型，或者先看一份示例。</p>
        <button type="button" className="quiet-button" onClick={() => lookElsewhere({ archived: true })}>
          查看已归档的申报
        </button>
        <button type="button" className="quiet-button" onClick={() => lookElsewhere({ deleted: true })}>
          查看已删除的申报
        </button>
      </>
    );
  }
  const left = found.total - found.drafts.length;
  return (
    <section aria-labelledby="drafts-title">
      <DraftFilters
        wanted={wanted}
        onWanted={setWanted}
        forms={forms}
        found={found}
        isSelecting={selection.isOn}
        onSelect={selection.toggle}
      />
      {selection.isOn && !by.deleted && <BatchPanel selection={selection} />}
      {failure && <FailureNote failure={failure} />}
      {by.deleted ? (
        <DeletedList
          label="已删除的申报"
          deleted={found.drafts.map((draft) => ({
            ...draft,
            name: nameOf(draft),
            kind: `${draft.formTitle} · ${draft.variantTitle}`,
          }))}
          onRestored={onRestored}
          onChanged={onChanged}
        />
      ) : (
        <ul className="draft-list">
          {found.drafts.map((draft, at) => (
            <Fragment key={draft.id}>
              {by.byDue && draft.dueGroup !== found.drafts[at - 1]?.dueGroup && (
                <li className="draft-group">{DUE[draft.dueGroup]}</li>
              )}
              <li className={selection.isOn ? "is-selectable" : ""}>
                {selection.isOn && (
                  <input
                    type="checkbox"
                    aria-label={`选择 ${nameOf(draft)}`}
                    // A part cannot be filed by itself.
                    disabled={draft.excerpt}
                    checked={selection.chosen.includes(draft.id)}
                    onChange={() => selection.choose(draft.id)}
                  />
                )}
                <DraftCard
                  draft={draft}
                  knownTags={found.tags}
                  onOpen={() => onOpen(draft.id)}
                  onDelete={() => onDelete(draft)}
                  onExport={() => onExport(draft.id)}
                  onSend={() => onSend(draft.id)}
                  onTag={(tag) => setWanted({ ...wanted, tag })}
                  onUntagged={(tag) => setUntagged({ draft, tag })}
                  onChanged={onChanged}
                  forms={forms}
                  onCompare={() => onCompare(draft)}
                  onProspects={() => onProspects(draft)}
                  onNext={(form) => onNext(draft.id, form)}
                />
              </li>
            </Fragment>
          ))}
        </ul>
      )}
      {untagged && (
        <UndoNote
          says={`已从“${nameOf(untagged.draft)}”移除标签“${untagged.tag}”。`}
          onUndo={() => void retag(untagged)}
          onClose={() => setUntagged(null)}
        />
      )}
      <p className="home-empty" role="status">
        {found.total === 0 &&
          `没有符合的申报。请换一个词${PREFIX.test(wanted.words) ? "（号码和字母须从开头查起）" : ""}，或者放宽条件。`}
        {left > 0 && `另有 ${left} 份，请补充查找的词或者条件。`}
      </p>
    </section>
  );
}
