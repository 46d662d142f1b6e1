import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useRef, useState } from "react";
import type { PreviewDocument } from "../backend";
import { Passages } from "./Passages";
import { PdfPage } from "./PdfPage";
import type { Zoom } from "./PreviewBar";
import { useWidth } from "./useWidth";

/** A4's width in points, and in CSS pixels at its size on paper. */
const A4_POINTS = 595.28;
const A4_PIXELS = 794;
const THUMBNAIL_PIXELS = 108;
const PAGES_PADDING = 48;
/** Wider than this a page is no easier to read. */
const WIDEST = 1100;

interface Props {
  pdf: PDFDocumentProxy;
  document: PreviewDocument;
  zoom: Zoom;
}

/** Thumbnails at the left, the pages one below the other beside them. */
export function PreviewPages({ pdf, document, zoom }: Props) {
  const pages = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState(1);
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  const room = useWidth(pages) - PAGES_PADDING;
  const width = Math.round(
    zoom === "fit" ? Math.min(Math.max(room, A4_PIXELS / 2), WIDEST) : A4_PIXELS * zoom,
  );

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
            <PdfPage pdf={pdf} number={number} width={THUMBNAIL_PIXELS} label="" />
            <span aria-hidden="true">{number}</span>
          </button>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard */}
      <section className="pages" ref={pages} tabIndex={0} aria-label={document.title} onScroll={follow}>
        {numbers.map((number) => (
          <PdfPage
            key={number}
            pdf={pdf}
            number={number}
            width={width}
            label={`${document.title}第 ${number} 页，共 ${pdf.numPages} 页`}
          >
            <Passages
              places={document.places.filter(({ page }) => page === number)}
              scale={width / A4_POINTS}
            />
          </PdfPage>
        ))}
      </section>
    </div>
  );
}
