import { useCallback, useEffect, useState } from "react";
import { type Failure, type PreviewDocument, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { asFailure } from "../shared/failure";

/** The documents as they stand now; made anew when asked. */
export function usePreview() {
  const backend = useBackend();
  const session = useSession();
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
  useEffect(() => void load(), [load]);

  return { documents, failure, load };
}
