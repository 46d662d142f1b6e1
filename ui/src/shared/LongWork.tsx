import { useCallback, useState } from "react";
import { useBackend, type WorkProgress } from "../backend";

/** Follows a work that takes long; `follow` is given to its call. */
export function useLongWork() {
  const [progress, setProgress] = useState<WorkProgress | null>(null);
  const follow = useCallback((next: WorkProgress) => setProgress(next), []);
  /** Shows the work as long as the call takes. */
  const during = useCallback(async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } finally {
      setProgress(null);
    }
  }, []);
  return { progress, follow, during };
}

interface Props {
  /** null: it has not said anything yet. */
  progress: WorkProgress | null;
  /** 正在备份 */
  label: string;
}

/** How far a work is, and the way to stop it. */
export function LongWork({ progress, label }: Props) {
  const backend = useBackend();
  const [isStopping, setStopping] = useState(false);
  return (
    <div className="generation">
      <progress aria-label={label} max={progress?.total ?? 1} value={progress?.done} />
      <p role="status">{isStopping ? "正在取消…" : `${label}…`}</p>
      <button
        type="button"
        className="button"
        disabled={isStopping}
        onClick={() => {
          setStopping(true);
          // Whether it worked is seen from how the work ends.
          backend.stopWork().catch(() => setStopping(false));
        }}
      >
        取消
      </button>
    </div>
  );
}
