/** The page of the empty window that ours is measured against: the same libraries, and a few lines to show. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { isTauri } from "@tauri-apps/api/core";
import { useRef } from "react";
import { createRoot } from "react-dom/client";

const LINE = 28;

function Empty() {
  const scroller = useRef<HTMLElement>(null);
  const lines = useVirtualizer({
    count: 20,
    estimateSize: () => LINE,
    getScrollElement: () => scroller.current,
  });
  return (
    <main ref={scroller}>
      <h1>{isTauri() ? "空窗口" : "空白页"}</h1>
      <ul>
        {lines.getVirtualItems().map(({ key, index }) => (
          <li key={key}>第 {index + 1} 行，用来与申报的窗口比较首次显示的时间和占用的内存。</li>
        ))}
      </ul>
    </main>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Empty />);
