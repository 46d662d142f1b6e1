import type { PreviewDocument } from "../backend";
import { Tabs } from "../shared/Tabs";

/** How large a page is shown: as wide as there is room, or against its size on paper. */
export type Zoom = "fit" | number;

/** What can be chosen, from a whole page in sight to twice its size on paper. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2];

interface Props {
  documents: PreviewDocument[];
  chosen: string | null;
  onChoose: (id: string) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

export function PreviewBar({ documents, chosen, onChoose, zoom, onZoom }: Props) {
  const at = ZOOMS.indexOf(zoom === "fit" ? 1 : zoom);
  const step = (by: number) => onZoom(ZOOMS[at + by] ?? zoom);
  return (
    <div className="preview-bar">
      <Tabs label="材料" tabs={documents.map(tab)} chosen={chosen} onChoose={onChoose} />
      <div className="zoom">
        <button
          type="button"
          className="quiet-button"
          aria-pressed={zoom === "fit"}
          onClick={() => onZoom("fit")}
        >
          适合宽度
        </button>
        <button
          type="button"
          className="quiet-button"
          aria-label="缩小"
          disabled={at <= 0}
          onClick={() => step(-1)}
        >
          －
        </button>
        <output aria-label="显示比例">{zoom === "fit" ? "自动" : `${Math.round(zoom * 100)}%`}</output>
        <button
          type="button"
          className="quiet-button"
          aria-label="放大"
          disabled={at === ZOOMS.length - 1}
          onClick={() => step(1)}
        >
          ＋
        </button>
      </div>
    </div>
  );
}

function tab({ id, title, pages }: PreviewDocument) {
  const label = (
    <>
      {title}
      <span className="tab-pages">{pages} 页</span>
    </>
  );
  return { id, label };
}
