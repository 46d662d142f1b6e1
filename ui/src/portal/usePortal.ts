import { useCallback, useEffect, useState } from "react";
import { type PortalEntry, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { useCall } from "../shared/useCall";

/** The answers to copy, and which of them were. */
export function usePortal() {
  const backend = useBackend();
  const session = useSession();
  const draft = useSnapshot((snapshot) => snapshot.draft);
  const { run, failure } = useCall();
  const [entries, setEntries] = useState<PortalEntry[] | null>(null);
  const [said, setSaid] = useState("");

  // A tick falls with its answer, which may change here by undo alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      await session.flush();
      const found = await backend.portalEntries(session.id);
      if (isCurrent) setEntries(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [draft, run, backend, session]);

  const mark = useCallback((places: string[], done: boolean) => {
    const changed = new Set(places);
    setEntries((all) => all?.map((one) => (changed.has(one.place) ? { ...one, done } : one)) ?? null);
  }, []);

  /** Resolves to whether it is on the clipboard. */
  const copy = async (entry: PortalEntry): Promise<boolean> => {
    let isCopied = false;
    await run(async () => {
      const { passesIn } = await backend.copyEntry(session.id, entry.place);
      mark([entry.place], true);
      setSaid(sayCopied(entry, passesIn));
      isCopied = true;
    });
    return isCopied;
  };

  const tick = (places: string[], done: boolean) =>
    run(async () => {
      await backend.tickEntries(session.id, places, done);
      mark(places, done);
    });

  return { entries: entries ?? [], isReady: entries !== null, copy, tick, said, say: setSaid, failure };
}

function sayCopied({ label, passes }: PortalEntry, passesIn: number | null): string {
  if (!passes) return `已复制“${label}”。`;
  return `已复制“${label}”全文，${passesIn} 秒后或离开旁侧填报时从剪贴板清除。`;
}
