import { useCallback, useState } from "react";
import type { Failure } from "../backend";
import { asFailure } from "./failure";

/** Runs calls to the core one at a time and keeps the last failure. */
export function useCall() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(async (call: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await call();
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return { run, isBusy, failure, forget };
}
