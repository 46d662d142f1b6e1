import { type RefObject, useEffect, useRef } from "react";
import type { PreviewPlace } from "../backend";
import { Passages } from "./Passages";
import { PdfPage } from "./PdfPage";
import type { Zoom } from "./PreviewBar";
import type { Opened } from "./usePdf";
import { useWidth } from "./useWidth";

/** A4's width in points, and in CSS pixels at its size on paper. */
const A4_POINTS = 595.28;
const A4_PIXELS = 794;
const PAGES_PADDING = 48;
/** Wider than this a page is no easier to read. */
const WIDEST = 1100;

interface Props {
  opened: Opened;
  zoom: Zoom;
  column: RefObject<HTMLElement | null>;
  onScroll?: () => void;
  /** The passage that is marked, and brought into sight when it becomes another one. */
  marked?: PreviewPlace | undefined;
}

/** A document's pages one below the other, with its answers to click on. */
export function PageColumn({ opened: { pdf, document }, zoom, column, onScroll, marked }: Props) {
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  const room = useWidth(column) - PAGES_PADDING;
  const width = Math.round(
    zoom === "fit" ? Math.min(Math.max(room, A4_PIXELS / 2), WIDEST) : A4_PIXELS * zoom,
  );
  const scale = width / A4_POINTS;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="pages" ref={column} tabIndex={0} aria-label={document.title} onScroll={onScroll}>
      {numbers.map((number) => (
        <PdfPage
          key={number}
          pdf={pdf}
          number={number}
          width={width}
          label={`${document.title}第 ${number} 页，共 ${pdf.numPages} 页`}
        >
          <Passages places={document.places.filter(({ page }) => page === number)} scale={scale} />
          {marked?.page === number && <Marked place={marked} scale={scale} />}
        </PdfPage>
      ))}
    </section>
  );
}

function Marked({ place, scale }: { place: PreviewPlace; scale: number }) {
  const mark = useRef<HTMLDivElement>(null);
  const [left, top, width, height] = place.rect;
  const where = `${place.page} ${top}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place on the page is to be seen too
  useEffect(() => {
    // What is in sight stays where it is: whoever clicked on it would see the page go from under the pointer.
    if (mark.current && !isInSight(mark.current)) mark.current.scrollIntoView({ block: "center" });
  }, [where]);
  return (
    <div
      className="passage-mark"
      ref={mark}
      style={{ left: left * scale, top: top * scale, width: width * scale, height: height * scale }}
    />
  );
}

function isInSight(mark: HTMLElement): boolean {
  const own = mark.getBoundingClientRect();
  const column = mark.closest(".pages")?.getBoundingClientRect();
  return column !== undefined && own.top >= column.top && own.bottom <= column.bottom;
}
