import { useState } from "react";
import { useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";

/** Writes the log where the user wants it: whoever helps can see what failed, and nothing of what was filled in. */
export function ExportLog() {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [path, setPath] = useState<string | null>(null);
  return (
    <section className="setting" aria-labelledby="log-title">
      <h2 id="log-title">运行日志</h2>
      <p>遇到故障需要他人协助时，可导出日志。其中只有操作名称、用时和错误代码，不含任何填写的内容。</p>
      {failure && <FailureNote failure={failure} />}
      {path && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已导出到 {path}</span>
        </p>
      )}
      <div className="gate-actions">
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => void run(async () => setPath(await backend.exportLog()))}
        >
          导出日志
        </button>
      </div>
    </section>
  );
}
