import { useBackend } from "../backend";
import { FailureNote } from "./FailureNote";
import { Icon } from "./Icon";
import { whenChanged } from "./time";
import { useCall } from "./useCall";

/** A draft or a profile that was deleted. */
export interface Deleted {
  id: string;
  name: string;
  /** What it is. */
  kind: string;
  changedAt: string;
}

interface Props {
  /** 已删除的申报 */
  label: string;
  deleted: Deleted[];
  onRestored: (id: string) => void;
  onChanged: () => Promise<void>;
}

/** What was deleted stays in the library: it can be had back at any time. */
export function DeletedList({ label, deleted, onRestored, onChanged }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const restore = (id: string) =>
    void run(async () => {
      await backend.restoreDraft(id);
      onRestored(id);
      await onChanged();
    });
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <ul className="draft-list" aria-label={label}>
        {deleted.map(({ id, name, kind, changedAt }) => (
          <li key={id} className="deleted-draft">
            <span className="draft-name">{name}</span>
            <span className="draft-form">
              {kind} · 上次修改 {whenChanged(changedAt, new Date())}
            </span>
            <button
              type="button"
              className="button"
              aria-label={`恢复 ${name}`}
              disabled={isBusy}
              onClick={() => restore(id)}
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
