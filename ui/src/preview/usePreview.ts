import { useCallback, useEffect, useState } from "react";
import { type Failure, type PreviewDocument, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { asFailure } from "../shared/failure";

/** The documents as they stand now; made anew when the draft changes. */
export function usePreview() {
  const backend = useBackend();
  const session = useSession();
  const draft = useSnapshot((snapshot) => snapshot.draft);
  const [documents, setDocuments] = useState<PreviewDocument[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const load = useCallback(async () => {
    setFailure(null);
    try {
      await session.flush();
      setDocuments(await backend.previewDocuments(session.id));
    } catch (error) {
      setFailure(asFailure(error));
    }
  }, [backend, session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filing date or an undo changes the pages too
  useEffect(() => void load(), [load, draft]);

  return { documents, failure, load };
}
