import { useEffect, useRef, useState } from "react";
import { type BatchProgress, type BatchResult, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { BatchTable } from "./BatchTable";
import type { Selection } from "./useSelection";

/** What is done with several drafts at once: checked, made, and told in a table. */
export function BatchPanel({ selection }: { selection: Selection }) {
  const { chosen, total } = selection;
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { run: save, failure: saveFailure } = useCall();
  const [progress, setProgress] = useState<BatchProgress | null>(null);
  const [result, setResult] = useState<(BatchResult & { wanted: number }) | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const isRunning = useRef(false);
  // Whoever leaves could not stop it any more.
  useEffect(() => () => void (isRunning.current && backend.stopBatch()), [backend]);

  const begin = (makes: boolean) =>
    void run(async () => {
      const folder = makes ? await backend.chooseFolder() : null;
      if (makes && folder === null) return;
      setResult(null);
      setSaved(null);
      try {
        isRunning.current = true;
        const made = await backend.runBatch(chosen, folder, setProgress);
        setResult({ ...made, wanted: chosen.length });
      } finally {
        isRunning.current = false;
        setProgress(null);
      }
    });
  const isNone = chosen.length === 0;
  return (
    <section className="batch" aria-label="批量处理">
      <div className="batch-bar">
        <strong role="status">已选 {chosen.length} 份</strong>
        <button type="button" className="quiet-button" disabled={isBusy} onClick={selection.chooseAll}>
          {chosen.length === total && total > 0 ? "全部取消" : `全选 ${total} 份`}
        </button>
        <button type="button" className="button" disabled={isBusy || isNone} onClick={() => begin(false)}>
          <Icon name="check" />
          批量检查
        </button>
        <button
          type="button"
          className="button is-primary"
          disabled={isBusy || isNone}
          onClick={() => begin(true)}
        >
          <Icon name="folder" />
          批量生成…
        </button>
        <button type="button" className="quiet-button" disabled={isBusy} onClick={selection.toggle}>
          退出选择
        </button>
      </div>
      {progress && (
        <div className="batch-progress">
          <progress max={progress.total} value={progress.done} aria-label="批量处理进度" />
          <span>
            第 {Math.min(progress.done + 1, progress.total)} / {progress.total} 份：{progress.step}
          </span>
          <button type="button" className="button" onClick={() => void save(() => backend.stopBatch())}>
            停止
          </button>
        </div>
      )}
      {failure && <FailureNote failure={failure} />}
      {saveFailure && <FailureNote failure={saveFailure} />}
      {result && (
        <>
          <p className={result.stopped ? "note advice" : "note met"} role="status">
            <Icon name={result.stopped ? "warn" : "check"} />
            <span>{sayResult(result)}</span>
          </p>
          <BatchTable lines={result.lines} />
          <div className="batch-bar">
            {result.folder === null && (
              <button
                type="button"
                className="button"
                onClick={() => void save(async () => setSaved(await backend.saveSummary()))}
              >
                保存汇总表…
              </button>
            )}
            {saved && <span role="status">已保存到 {saved}</span>}
          </div>
        </>
      )}
    </section>
  );
}

function sayResult({ lines, stopped, folder, wanted }: BatchResult & { wanted: number }): string {
  const failed = lines.filter((line) => line.failure !== null).length;
  const done = stopped
    ? `已停止：处理了 ${lines.length} / ${wanted} 份`
    : `${folder ? "已生成" : "已检查"} ${lines.length - failed} 份`;
  return [done, failed > 0 ? `${failed} 份没有完成，原因见表` : null, folder && `材料和汇总表在 ${folder}`]
    .filter(Boolean)
    .join("；");
}
