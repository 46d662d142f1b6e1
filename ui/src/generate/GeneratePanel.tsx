import { useState } from "react";
import { useBackend } from "../backend";
import { useSnapshot } from "../draft/useSession";
import { InForceNote } from "../fill/InForceNote";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { DRAFT_STANDING } from "../shared/words";
import { GeneratedFiles } from "./GeneratedFiles";
import { GenerationProgress } from "./GenerationProgress";
import { useGeneration } from "./useGeneration";

/** Where to, in which shape, and what came of it. */
export function GeneratePanel({ onPortal }: { onPortal: () => void }) {
  const backend = useBackend();
  const { run, failure } = useCall();
  const { generation, begin, cancel } = useGeneration();
  const standing = useSnapshot(({ report }) => report.standing);
  const carried = useSnapshot(({ report }) => report.carried.length);
  const [folder, setFolder] = useState<string | null>(null);
  const [zip, setZip] = useState(false);
  const isRunning = generation.state === "running";
  const choose = async () => {
    const chosen: { folder: string | null } = { folder: null };
    await run(async () => {
      chosen.folder = await backend.chooseFolder();
    });
    if (chosen.folder) setFolder(chosen.folder);
    return chosen.folder;
  };
  /** Without a folder it is asked for first: a button that cannot be pressed would not say what it waits for. */
  const generate = async () => {
    const into = folder ?? (await choose());
    if (into) await begin(into, zip);
  };
  return (
    <aside className="generate-panel" aria-labelledby="generate-title">
      <h2 id="generate-title">生成全套材料</h2>
      <InForceNote />
      <p>
        当前状态：<span className={`pill ${standing}`}>{DRAFT_STANDING[standing]}</span>
      </p>
      {standing !== "ready" && <p className="note missing">材料每页会标明“草稿”，最前面列出所缺内容。</p>}
      {carried > 0 && (
        <p className="note advice">
          有 {carried} 项由此前所填或其他资料带入，尚未核对。请先在“核对”中逐项确认。
        </p>
      )}
      <div className="panel-field">
        <span className="field-label" id="folder-label">
          保存到
        </span>
        <button
          type="button"
          className="button folder-button"
          aria-describedby="folder-label"
          disabled={isRunning}
          onClick={() => void choose()}
        >
          <Icon name="folder" />
          <span className="folder-name">{folder ?? "选择文件夹"}</span>
        </button>
      </div>
      <div className="panel-field">
        <span className="field-label" id="shape-label">
          形式
        </span>
        <div className="options" role="radiogroup" aria-labelledby="shape-label">
          <label className="option">
            <input
              type="radio"
              name="shape"
              checked={!zip}
              disabled={isRunning}
              onChange={() => setZip(false)}
            />
            <span>文件夹</span>
          </label>
          <label className="option">
            <input
              type="radio"
              name="shape"
              checked={zip}
              disabled={isRunning}
              onChange={() => setZip(true)}
            />
            <span>压缩包（zip）</span>
          </label>
        </div>
      </div>
      {isRunning ? (
        <GenerationProgress
          progress={generation.progress}
          isCancelling={generation.isCancelling}
          onCancel={cancel}
        />
      ) : (
        <button type="button" className="button is-primary" onClick={() => void generate()}>
          {folder === null ? "选择位置并生成" : "生成"}
        </button>
      )}
      {failure && <FailureNote failure={failure} />}
      {generation.state === "failed" && <FailureNote failure={generation.failure} />}
      {generation.state === "cancelled" && (
        <p className="note" role="status">
          已取消，没有留下文件。
        </p>
      )}
      {generation.state === "done" && <GeneratedFiles generated={generation.generated} onPortal={onPortal} />}
    </aside>
  );
}
