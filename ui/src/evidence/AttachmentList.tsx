import { useEffect, useRef, useState } from "react";
import { useSession } from "../draft/useSession";
import { rowAt, useDrag } from "../shared/useDrag";
import { AttachmentRow } from "./AttachmentRow";
import type { OwnFile } from "./useOwnFiles";

interface Props {
  label: string;
  own: OwnFile[];
}

/** A field's files: ordered by dragging the handle, or with Alt and the arrow keys. */
export function AttachmentList({ label, own }: Props) {
  const session = useSession();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  const [says, setSays] = useState("");
  const move = (from: number, to: number) => {
    const [file, place] = [own[from], own[to]];
    if (!file || !place || from === to) return;
    moved.current = file.key;
    setSays(`${file.name} 已移到第 ${to + 1} 个，共 ${own.length} 个`);
    session.change({ edit: "move_attachment", from: file.at, to: place.at });
  };
  const drag = useDrag((y) => rowAt([...(list.current?.children ?? [])], y), move);
  // A row that was moved in the page loses the focus that it had.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the order has changed
  useEffect(() => {
    if (!moved.current) return;
    const at = own.findIndex(({ key }) => key === moved.current);
    moved.current = null;
    list.current?.children[at]?.querySelector<HTMLElement>(".file-handle")?.focus();
  }, [own.map(({ key }) => key).join()]);
  const remove = (file: OwnFile) => {
    setSays(`${file.name} 已移除`);
    session.change({ edit: "detach", at: file.at });
  };
  return (
    <>
      <ol className="files attachments" aria-label={`“${label}”的文件`} ref={list}>
        {own.map((file, at) => (
          <AttachmentRow
            key={file.key}
            file={file}
            at={at}
            count={own.length}
            drag={drag}
            onMove={(by) => move(at, at + by)}
            onRemove={() => remove(file)}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {says}
      </p>
    </>
  );
}
