import { useCallback, useEffect, useState } from "react";
import { type OnWork, useBackend, type WorkProgress } from "../backend";

/** A work that takes long. */
export interface Work {
  /** 正在备份 */
  label: string;
  /** null: it has not said anything yet. */
  progress: WorkProgress | null;
}

/** Follows a work that takes long, as long as its call takes. */
export function useLongWork() {
  const [work, setWork] = useState<Work | null>(null);
  const during = useCallback(
    async <T,>(label: string, call: (onProgress: OnWork) => Promise<T>): Promise<T> => {
      setWork({ label, progress: null });
      try {
        return await call((progress) => setWork({ label, progress }));
      } finally {
        setWork(null);
      }
    },
    [],
  );
  return { work, during };
}

/** How far a work is, and the way to stop it; nothing where there is none. */
export function LongWork({ work }: { work: Work | null }) {
  return work && <Running {...work} />;
}

function Running({ label, progress }: Work) {
  const backend = useBackend();
  const [isStopping, setStopping] = useState(false);
  const isFinal = progress?.isFinal ?? false;
  // At each step again: what was asked before the work had begun is heard by nobody.
  useEffect(() => {
    if (isStopping && !progress?.isFinal) {
      // Whether it worked is seen from how the work ends.
      backend.stopWork().catch(() => setStopping(false));
    }
  }, [backend, isStopping, progress]);
  // Without a value the bar says that nobody knows.
  const known = progress && progress.total > 0 ? { max: progress.total, value: progress.done } : {};
  return (
    <div className="long-work">
      <progress aria-label={label} {...known} />
      <p role="status">
        {isFinal ? `${label}，即将完成，不能再取消…` : isStopping ? "正在取消…" : `${label}…`}
      </p>
      <button
        type="button"
        className="button"
        disabled={isStopping || isFinal}
        onClick={() => setStopping(true)}
      >
        取消
      </button>
    </div>
  );
}
