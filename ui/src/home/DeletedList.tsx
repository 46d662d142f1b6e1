import { type DraftSummary, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { whenChanged } from "../shared/time";
import { useCall } from "../shared/useCall";
import { nameOf } from "./nameOf";

interface Props {
  drafts: DraftSummary[];
  onChanged: () => Promise<void>;
}

/** What was deleted stays in the library: it can be had back at any time. */
export function DeletedList({ drafts, onChanged }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const restore = (draft: DraftSummary) =>
    void run(async () => {
      await backend.restoreDraft(draft.id);
      await onChanged();
    });
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <ul className="draft-list" aria-label="已删除的申报">
        {drafts.map((draft) => (
          <li key={draft.id} className="deleted-draft">
            <span className="draft-name">{nameOf(draft)}</span>
            <span className="draft-form">
              {draft.formTitle} · {draft.variantTitle} · 上次修改 {whenChanged(draft.changedAt, new Date())}
            </span>
            <button
              type="button"
              className="button"
              aria-label={`恢复 ${nameOf(draft)}`}
              disabled={isBusy}
              onClick={() => restore(draft)}
            >
              <Icon name="undo" />
              恢复
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
