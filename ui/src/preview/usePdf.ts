import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useState } from "react";
import { type Failure, type PreviewDocument, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { asFailure } from "../shared/failure";

/** One document of the preview, opened for drawing; null: not yet. */
export function usePdf(document: PreviewDocument | undefined) {
  const backend = useBackend();
  const { id } = useSession();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (!document) return;
    let isCurrent = true;
    let opened: PDFDocumentProxy | null = null;
    setPdf(null);
    setFailure(null);
    const open = async () => {
      try {
        // The viewer library is large, and most of the time nobody looks at pages.
        const { openPdf } = await import("./pdf");
        opened = await openPdf(await backend.previewPdf(id, document.id));
        if (isCurrent) setPdf(opened);
        else void opened.destroy();
      } catch (error) {
        if (isCurrent) setFailure(asFailure(error));
      }
    };
    void open();
    return () => {
      isCurrent = false;
      void opened?.destroy();
    };
  }, [backend, id, document]);

  return { pdf, failure };
}
