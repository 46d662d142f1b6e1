import { useRef, useState } from "react";
import { PageColumn } from "./PageColumn";
import { PdfPage } from "./PdfPage";
import type { Zoom } from "./PreviewBar";
import type { Opened } from "./usePdf";

const THUMBNAIL_PIXELS = 108;

interface Props {
  opened: Opened;
  zoom: Zoom;
}

/** Thumbnails at the left, the pages one below the other beside them. */
export function PreviewPages({ opened, zoom }: Props) {
  const pages = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState(1);
  const { pdf } = opened;
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);

  const goTo = (number: number) => {
    setCurrent(number);
    pages.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: "start" });
  };
  const follow = () => {
    const middle = pages.current
      ? pages.current.getBoundingClientRect().top + pages.current.clientHeight / 3
      : 0;
    const all = [...(pages.current?.querySelectorAll("[data-page]") ?? [])];
    const seen = all.find((page) => page.getBoundingClientRect().bottom > middle);
    setCurrent(Number(seen?.getAttribute("data-page") ?? 1));
  };

  return (
    <div className="preview-body">
      <nav className="thumbnails" aria-label="页">
        {numbers.map((number) => (
          <button
            key={number}
            type="button"
            className="thumbnail"
            aria-label={`第 ${number} 页`}
            aria-current={number === current ? "page" : undefined}
            onClick={() => goTo(number)}
          >
            <PdfPage pdf={pdf} number={number} width={THUMBNAIL_PIXELS} label={null} />
            <span aria-hidden="true">{number}</span>
          </button>
        ))}
      </nav>
      <PageColumn opened={opened} zoom={zoom} column={pages} onScroll={follow} />
    </div>
  );
}
