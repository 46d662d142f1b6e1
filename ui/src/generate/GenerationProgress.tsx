import type { BundleProgress } from "../backend";

interface Props {
  progress: BundleProgress | null;
  isCancelling: boolean;
  onCancel: () => void;
}

export function GenerationProgress({ progress, isCancelling, onCancel }: Props) {
  return (
    <div className="long-work">
      <progress aria-label="生成进度" max={progress?.total ?? 1} value={progress?.done} />
      <p role="status">{isCancelling ? "正在取消…" : (progress?.step ?? "正在准备…")}</p>
      <button type="button" className="button" disabled={isCancelling} onClick={onCancel}>
        取消
      </button>
    </div>
  );
}
