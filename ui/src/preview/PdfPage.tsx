import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface Props {
  pdf: PDFDocumentProxy;
  /** From 1. */
  number: number;
  /** In CSS pixels. */
  width: number;
  /** null: it says nothing that is not said beside it. */
  label: string | null;
  /** Drawn over the page, in a box of the page's size. */
  children?: ReactNode;
}

/** Height over width of A4, for the room a page takes before it is drawn. */
const A4 = 297 / 210;

/** One page, drawn when it comes near the view and at the screen's own resolution. */
export function PdfPage({ pdf, number, width, label, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isNear = useNearView(frame);
  const [ratio, setRatio] = useState(A4);

  useEffect(() => {
    if (!isNear) return;
    let cancel = () => {};
    let isCurrent = true;
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (!isCurrent || !canvas.current) return;
      const base = page.getViewport({ scale: 1 });
      setRatio(base.height / base.width);
      cancel = drawPage(page, canvas.current, width);
    };
    draw().catch(ignoreCancelled);
    return () => {
      isCurrent = false;
      cancel();
    };
  }, [pdf, number, width, isNear]);

  return (
    <div className="pdf-page" ref={frame} data-page={number} style={{ width, height: width * ratio }}>
      <canvas
        ref={canvas}
        {...(label === null ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
        style={{ width, height: width * ratio }}
      />
      {children}
    </div>
  );
}

/** Drawn out of sight first: what stands there stays until the new page is whole. */
function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): () => void {
  const density = window.devicePixelRatio || 1;
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale: scale * density });
  const buffer = document.createElement("canvas");
  buffer.width = Math.floor(viewport.width);
  buffer.height = Math.floor(viewport.height);
  const task = page.render({ canvas: buffer, viewport });
  const show = () => {
    canvas.width = buffer.width;
    canvas.height = buffer.height;
    canvas.getContext("2d")?.drawImage(buffer, 0, 0);
  };
  task.promise.then(show).catch(ignoreCancelled);
  return () => task.cancel();
}

/** A drawing that is overtaken (another zoom, another document) is no failure. */
function ignoreCancelled(error: unknown): void {
  const name = error instanceof Error ? error.name : "";
  if (name !== "RenderingCancelledException") console.error("page not drawn:", error);
}

function useNearView(frame: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: "400px",
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return isNear;
}
