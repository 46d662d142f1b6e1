import type { Failure } from "../backend";
import { Mark } from "../shared/Mark";

interface Props {
  title?: string;
  failure: Failure;
  onRetry: () => void;
}

/** The drafts cannot be opened: what is wrong, then what to do. Nothing is changed or replaced meanwhile. */
export function LibraryFailed({ title = "无法打开申报库", failure, onRetry }: Props) {
  return (
    <main className="gate">
      <div className="gate-card" role="alert">
        <Mark />
        <h1>{title}</h1>
        <p>{failure.message}</p>
        {failure.hint && <p className="gate-hint">{failure.hint}</p>}
        <p className="gate-hint">程序没有改动任何文件。</p>
        <button type="button" className="button is-primary" onClick={onRetry}>
          再试一次
        </button>
      </div>
    </main>
  );
}
