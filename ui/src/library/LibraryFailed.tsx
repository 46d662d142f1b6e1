import { useState } from "react";
import { ExportLog } from "../about/ExportLog";
import type { Failure, FailureCode, Start } from "../backend";
import { Mark } from "../shared/Mark";
import { Backups } from "./Backups";
import { Recover } from "./Recover";
import { RescueLibrary } from "./RescueLibrary";

interface Props {
  title?: string;
  failure: Failure;
  onRetry: () => void;
  onOpened?: (start: Start) => void;
}

/** What the recovery key helps against. */
const RECOVERABLE: readonly FailureCode[] = ["wrong_key", "keychain_refused"];

/** What a backup helps against. */
const RESTORABLE: readonly FailureCode[] = ["library_damaged", "library_missing"];

/** The drafts cannot be opened: what is wrong, then what to do. Nothing is changed or replaced meanwhile. */
export function LibraryFailed({ title = "无法打开资料库", failure, onRetry, onOpened }: Props) {
  const [isRecovering, setRecovering] = useState(false);
  if (isRecovering && onOpened) return <Recover onOpened={onOpened} onBack={() => setRecovering(false)} />;
  return (
    <main className="gate">
      <div className="gate-card" role="alert">
        <Mark />
        <h1>{title}</h1>
        <p>{failure.message}</p>
        {failure.hint && <p className="gate-hint">{failure.hint}</p>}
        <p className="gate-hint">程序没有改动任何文件。</p>
        <div className="gate-actions">
          <button type="button" className="button is-primary" onClick={onRetry}>
            再试一次
          </button>
          {onOpened && RECOVERABLE.includes(failure.code) && (
            <button type="button" className="button" onClick={() => setRecovering(true)}>
              输入恢复密钥
            </button>
          )}
        </div>
      </div>
      <div className="gate-more">
        {onOpened && RESTORABLE.includes(failure.code) && <Backups isOpen={false} onRestored={onOpened} />}
        {onOpened && failure.code === "library_damaged" && <RescueLibrary onRescued={onOpened} />}
        <ExportLog />
      </div>
    </main>
  );
}
