import { useCallback, useEffect, useRef, useState } from "react";
import { type Failure, type PreviewDocument, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { asFailure } from "../shared/failure";

/** The documents as they stand now; made anew when the draft changes and then rests for `pause` milliseconds. */
export function usePreview(pause = 0) {
  const backend = useBackend();
  const session = useSession();
  const draft = useSnapshot((snapshot) => snapshot.draft);
  const [documents, setDocuments] = useState<PreviewDocument[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const turn = useRef(0);
  const load = useCallback(async () => {
    turn.current += 1;
    const own = turn.current;
    try {
      await session.flush();
      const next = await backend.previewDocuments(session.id);
      if (own !== turn.current) return;
      setFailure(null);
      setDocuments(next);
    } catch (error) {
      if (own === turn.current) setFailure(asFailure(error));
    }
  }, [backend, session]);
  const isFirst = documents === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filing date or an undo changes the pages too
  useEffect(() => {
    const timer = setTimeout(() => void load(), isFirst ? 0 : pause);
    return () => clearTimeout(timer);
  }, [load, draft]);

  return { documents, failure, load };
}
