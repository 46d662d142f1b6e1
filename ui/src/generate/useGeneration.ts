import { useCallback, useState } from "react";
import { type BundleProgress, type Failure, type Generated, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { asFailure } from "../shared/failure";

export type Generation =
  | { state: "idle" }
  | { state: "running"; progress: BundleProgress | null; isCancelling: boolean }
  | { state: "done"; generated: Generated }
  | { state: "cancelled" }
  | { state: "failed"; failure: Failure };

/** Writing the bundle: begun, followed, cancelled. */
export function useGeneration() {
  const backend = useBackend();
  const session = useSession();
  const [generation, setGeneration] = useState<Generation>({ state: "idle" });

  const begin = useCallback(
    async (folder: string, zip: boolean) => {
      setGeneration({ state: "running", progress: null, isCancelling: false });
      const follow = (progress: BundleProgress) =>
        setGeneration((now) => (now.state === "running" ? { ...now, progress } : now));
      try {
        if (!(await session.flush())) return setGeneration({ state: "failed", failure: NOT_SAVED });
        const generated = await backend.generateBundle(session.id, folder, zip, follow);
        setGeneration({ state: "done", generated });
      } catch (error) {
        const failure = asFailure(error);
        setGeneration(failure.code === "cancelled" ? { state: "cancelled" } : { state: "failed", failure });
      }
    },
    [backend, session],
  );

  const cancel = useCallback(() => {
    setGeneration((now) => (now.state === "running" ? { ...now, isCancelling: true } : now));
    // Whether it worked is seen from how the bundle ends.
    backend.cancelBundle().catch(() => {});
  }, [backend]);

  return { generation, begin, cancel };
}

const NOT_SAVED: Failure = {
  code: "file",
  message: "最近的修改还没有保存，没有生成材料。",
  hint: "请先按页面上方的提示重新保存，再生成。",
};
