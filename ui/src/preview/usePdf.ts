import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useState } from "react";
import { type Failure, type PreviewDocument, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { asFailure } from "../shared/failure";

/** A document with its pages opened for drawing. */
export interface Opened {
  document: PreviewDocument;
  pdf: PDFDocumentProxy;
}

/** One document of the preview; null: not opened yet. What is open stays until its next state is, so that nothing flickers. */
export function usePdf(document: PreviewDocument | undefined) {
  const backend = useBackend();
  const { id } = useSession();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (!document) return;
    let isCurrent = true;
    setFailure(null);
    const open = async () => {
      try {
        // The viewer library is large, and most of the time nobody looks at pages.
        const { openPdf } = await import("./pdf");
        const pdf = await openPdf(await backend.previewPdf(id, document.id));
        if (isCurrent) setOpened({ document, pdf });
        else void pdf.destroy();
      } catch (error) {
        if (isCurrent) setFailure(asFailure(error));
      }
    };
    void open();
    return () => {
      isCurrent = false;
    };
  }, [backend, id, document]);
  useEffect(() => () => void opened?.pdf.destroy(), [opened]);

  return { opened: opened?.document.id === document?.id ? opened : null, failure };
}
