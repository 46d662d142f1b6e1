import { useEffect, useState } from "react";
import { useBackend } from "../backend";
import { useCall } from "../shared/useCall";

/** The window is narrow and at the right of its screen as long as this is used; it can be kept above all others. */
export function useStandBeside() {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [isOnTop, setOnTop] = useState(false);
  useEffect(() => {
    void run(() => backend.standBeside(true));
    return () => void backend.standBeside(false).catch(() => undefined);
  }, [run, backend]);
  const keepOnTop = (onTop: boolean) =>
    run(async () => {
      await backend.stayOnTop(onTop);
      setOnTop(onTop);
    });
  return { isOnTop, keepOnTop, failure };
}
