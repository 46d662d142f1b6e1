import { useEffect, useState } from "react";
import { type PreviewRow, type TablePreview, useBackend } from "../backend";

/** Rows asked for at a time. */
const PAGE = 200;

interface Pages {
  /** Whose rows these are. */
  of: TablePreview;
  onlyWrong: boolean;
  rows: ReadonlyMap<number, PreviewRow>;
}

/** The rows of a preview by their place, those from `first` to `last` at least as soon as they have come. */
export function usePreviewRows(
  preview: TablePreview,
  onlyWrong: boolean,
  first: number,
  last: number,
): ReadonlyMap<number, PreviewRow> {
  const backend = useBackend();
  const [pages, setPages] = useState<Pages>({ of: preview, onlyWrong, rows: new Map() });
  const isCurrent = pages.of === preview && pages.onlyWrong === onlyWrong;
  const known = isCurrent ? pages.rows : NONE;
  const missing = known.has(first) ? (known.has(last) ? null : last) : first;
  const page = missing === null ? null : Math.floor(missing / PAGE);
  useEffect(() => {
    if (page === null) return;
    let isWanted = true;
    const keep = (rows: PreviewRow[]) => {
      if (!isWanted) return;
      setPages((now) => {
        const before = now.of === preview && now.onlyWrong === onlyWrong ? now.rows : NONE;
        const next = new Map(before);
        for (const [at, row] of rows.entries()) next.set(page * PAGE + at, row);
        return { of: preview, onlyWrong, rows: next };
      });
    };
    // A table that was given up meanwhile has no rows to show.
    backend
      .tableRows(page * PAGE, PAGE, onlyWrong)
      .then(keep)
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [backend, preview, onlyWrong, page]);
  return known;
}

const NONE: ReadonlyMap<number, PreviewRow> = new Map();
