import { useEffect, useState } from "react";
import { type Published, useBackend } from "../backend";
import { useCall } from "../shared/useCall";

/** Every form's published conditions; whether they are in force is said for that day. null: not read yet. */
export function useRules(on: string) {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [rules, setRules] = useState<Published[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      const next = await backend.listRules(on);
      if (isCurrent) setRules(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [backend, run, on]);
  return { rules, failure };
}
