import { useSession, useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";
import { clockTime } from "../shared/time";

/** When everything was last saved; or why it could not be, and the way to try again. */
export function SaveState() {
  const session = useSession();
  const saving = useSnapshot((snapshot) => snapshot.saving);
  if (saving.state === "failed") {
    return (
      <div className="save-state is-failed" role="alert">
        <Icon name="warn" />
        <span title={saving.failure.hint ?? undefined}>{saving.failure.message}</span>
        {saving.isUnfit ? (
          <button type="button" className="link-button" onClick={() => void session.reopen(true)}>
            放弃未存内容，重新打开
          </button>
        ) : saving.failure.code === "changed_elsewhere" ? (
          <button
            type="button"
            className="link-button"
            title="未存的内容可以在历史记录中找到"
            onClick={() => void session.reopen()}
          >
            存入历史记录并重新打开
          </button>
        ) : (
          <button type="button" className="link-button" onClick={() => void session.saveAgain()}>
            再存一次
          </button>
        )}
      </div>
    );
  }
  return (
    <div className="save-state" role="status" aria-label="保存状态">
      {saving.state === "saving" ? "正在保存…" : `已保存 ${clockTime(saving.at)}`}
    </div>
  );
}
