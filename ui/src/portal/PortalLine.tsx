import type { PortalEntry } from "../backend";

interface Props {
  entry: PortalEntry;
  isCurrent: boolean;
  onCopy: () => void;
  onTick: (done: boolean) => void;
  onFocus: () => void;
}

/** One answer: pressed, it is copied; ticked, it is done. */
export function PortalLine({ entry, isCurrent, onCopy, onTick, onFocus }: Props) {
  const { label, row, shown, length, passes, isFile, done } = entry;
  const name = row ? `${row.table} ${row.name} ${label}` : label;
  return (
    <li className={`portal-line${done ? " is-done" : ""}`}>
      <input
        type="checkbox"
        aria-label={`${name} 已填`}
        tabIndex={isCurrent ? 0 : -1}
        checked={done}
        onFocus={onFocus}
        onChange={(event) => onTick(event.target.checked)}
      />
      <button
        type="button"
        className="portal-copy"
        tabIndex={isCurrent ? 0 : -1}
        onClick={onCopy}
        onFocus={onFocus}
      >
        <span className="portal-label">
          {row && <span className="visually-hidden">{`${row.table} ${row.name} `}</span>}
          {label}
        </span>
        <span className="portal-value">{shown}</span>
        {length && <Length {...length} />}
        {passes && <span className="portal-note">复制全文，屏幕上只显示首尾</span>}
        {isFile && <span className="portal-note">复制文件的位置</span>}
      </button>
    </li>
  );
}

function Length({ characters, max, pages, max_pages, source }: NonNullable<PortalEntry["length"]>) {
  const isOver = max !== null && characters > max;
  const isOverPages = pages !== null && max_pages !== null && Number(pages) > max_pages;
  const parts = [
    max === null ? `${characters} 字` : `${characters} / ${max} 字`,
    isOver && `超出 ${characters - max} 字`,
    pages !== null && (max_pages === null ? `约 ${pages} 页` : `约 ${pages} / ${max_pages} 页`),
  ];
  return (
    <span className={`portal-length${isOver || isOverPages ? " is-over" : ""}`}>
      {parts.filter(Boolean).join("，")}
      {source && `（上限按${source}）`}
    </span>
  );
}
