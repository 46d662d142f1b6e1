import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type FilingLine, useBackend } from "../backend";
import { FilingsContext } from "./filings";

/** Knows what was filed of a draft. */
export function FilingsProvider({ id, children }: { id: string; children: ReactNode }) {
  const backend = useBackend();
  const [filings, setFilings] = useState<FilingLine[]>([]);
  useEffect(() => {
    // Without them the draft can be filled in all the same; their own screen says what is wrong.
    backend.listFilings(id).then(setFilings, () => {});
  }, [backend, id]);
  const value = useMemo(() => ({ filings, setFilings }), [filings]);
  return <FilingsContext value={value}>{children}</FilingsContext>;
}
