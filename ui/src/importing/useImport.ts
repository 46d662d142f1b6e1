import { useCallback, useRef, useState } from "react";
import { type Failure, type TablePreview, type TableReading, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { asFailure } from "../shared/failure";

export type Importing =
  | { state: "idle" }
  | { state: "pasting" }
  /** `rows`: read so far; `last`: what is shown meanwhile. */
  | { state: "reading"; rows: number; last: TablePreview | null }
  | { state: "shown"; preview: TablePreview }
  | { state: "failed"; failure: Failure };

/** A table on its way into a field: opened, read differently, taken or given up. */
export function useImport(field: string) {
  const backend = useBackend();
  const session = useSession();
  const [importing, setImporting] = useState<Importing>({ state: "idle" });
  const [saved, setSaved] = useState<string | null>(null);
  /** Tells a call from the ones that were given up before it. */
  const turn = useRef(0);

  const read = useCallback(
    async (last: TablePreview | null, call: (follow: Follow) => Promise<TablePreview | null>) => {
      const mine = ++turn.current;
      const show = (next: Importing) => {
        if (mine === turn.current) setImporting(next);
      };
      show({ state: "reading", rows: 0, last });
      try {
        if (!(await session.flush())) return show({ state: "failed", failure: NOT_SAVED });
        const preview = await call(({ rows }) => show({ state: "reading", rows, last }));
        show(preview ? { state: "shown", preview } : { state: "idle" });
      } catch (error) {
        const failure = asFailure(error);
        show(failure.code === "cancelled" ? { state: "idle" } : { state: "failed", failure });
      }
    },
    [session],
  );

  const close = useCallback(() => {
    turn.current++;
    setImporting({ state: "idle" });
    backend.cancelImport().catch(() => {});
  }, [backend]);

  return {
    importing,
    /** Where the template was saved. */
    saved,
    close,
    pick: () => read(null, (follow) => backend.pickTable(session.id, field, follow)),
    askForText: () => setImporting({ state: "pasting" }),
    paste: (text: string) => read(null, () => backend.pasteTable(session.id, field, text)),
    readAgain: (last: TablePreview, reading: TableReading) =>
      read(last, (follow) => backend.readTable(reading, follow)),
    saveTemplate: async () => {
      try {
        if (!(await session.flush())) return setImporting({ state: "failed", failure: NOT_SAVED });
        setSaved(await backend.saveTemplate(session.id, field));
      } catch (error) {
        setImporting({ state: "failed", failure: asFailure(error) });
      }
    },
    take: async (replace: boolean) => {
      try {
        await session.adopt(() => backend.takeTable(replace));
        setImporting({ state: "idle" });
      } catch (error) {
        setImporting({ state: "failed", failure: asFailure(error) });
      }
    },
  };
}

type Follow = (progress: { rows: number }) => void;

const NOT_SAVED: Failure = {
  code: "file",
  message: "最近的修改还没有保存，没有导入。",
  hint: "请先按页面上方的提示重新保存，再导入。",
};
