import type { KeyboardEvent } from "react";
import { Icon } from "../shared/Icon";
import type { Drag } from "../shared/useDrag";
import { sayBytes } from "../shared/words";
import type { OwnFile } from "./useOwnFiles";

interface Props {
  file: OwnFile;
  at: number;
  count: number;
  drag: Drag;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** A file: what it is, what is worth a second look, and the ways to move and remove it. */
export function AttachmentRow({ file, at, count, drag, onMove, onRemove }: Props) {
  const { inspection } = file.inspected ?? {};
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  const remarks = remarksOn(file);
  return (
    <li className={drag.classOf(at)} onKeyDown={onKeyDown}>
      <div className="file-line">
        {count > 1 && (
          <button
            type="button"
            className="icon-button file-handle"
            aria-label={`移动 ${file.name}，第 ${at + 1} 个，共 ${count} 个`}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            title="拖动排序，或按 Alt+↑、Alt+↓"
            {...drag.handlers(at)}
          >
            <Icon name="grip" />
          </button>
        )}
        <Icon name="file" />
        <span className="file-name">{file.name}</span>
        {inspection && (
          <span className="file-size">
            {inspection.kind}，{inspection.pages} 页，{sayBytes(inspection.bytes)}
          </span>
        )}
        <button type="button" className="quiet-button" aria-label={`移除 ${file.name}`} onClick={onRemove}>
          移除
        </button>
      </div>
      {remarks.length > 0 && (
        <ul className="file-remarks">
          {remarks.map(({ tone, says }) => (
            <li key={says} className={`message ${tone}`}>
              {says}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function remarksOn({ isLost, inspected, sameAs }: OwnFile): { tone: string; says: string }[] {
  if (isLost) return [{ tone: "wrong", says: "找不到文件，请移除后重新添加。" }];
  const { inspection, refusal } = inspected ?? {};
  const remarks = (inspection?.remarks ?? []).map(({ says }) => ({ tone: "missing", says }));
  if (refusal) remarks.push({ tone: "wrong", says: `${refusal.says}${refusal.hint}` });
  if (sameAs !== null)
    remarks.push({ tone: "missing", says: `与“${sameAs}”内容相同；如无必要请只保留一份。` });
  return remarks;
}
