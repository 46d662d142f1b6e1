import { useState } from "react";
import { FailureNote } from "../shared/FailureNote";
import { PreviewBar, type Zoom } from "./PreviewBar";
import { PreviewPages } from "./PreviewPages";
import { usePdf } from "./usePdf";
import { usePreview } from "./usePreview";

/** The finished documents, page by page. */
export function PreviewPane() {
  const { documents, failure, load } = usePreview();
  const [chosen, setChosen] = useState<string | null>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const document = documents?.find(({ id }) => id === chosen) ?? documents?.[0];
  const { opened, failure: unreadable } = usePdf(document);
  const problem = failure ?? unreadable;
  return (
    <main className="preview" aria-label="材料预览" aria-busy={!opened && !problem}>
      <PreviewBar
        documents={documents ?? []}
        chosen={document?.id ?? null}
        onChoose={setChosen}
        zoom={zoom}
        onZoom={setZoom}
      />
      {problem && <FailureNote failure={problem} onRetry={load} />}
      {!problem && !opened && (
        <p className="preview-wait" role="status">
          正在排版…
        </p>
      )}
      {opened && !problem && <PreviewPages key={opened.document.id} opened={opened} zoom={zoom} />}
    </main>
  );
}
