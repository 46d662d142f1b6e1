import { useEffect, useRef, useState } from "react";
import type { Attached, Field, RefusedFile } from "../backend";
import { elementId } from "../draft/path";
import { useSession } from "../draft/useSession";
import { describedBy, FieldFrame } from "../fields/FieldFrame";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { AttachmentList } from "./AttachmentList";
import { PasswordDialog } from "./PasswordDialog";
import { RefusedFiles } from "./RefusedFiles";
import { useOwnFiles } from "./useOwnFiles";

/** Files that back an answer, in the order in which they are bound. */
export function AttachmentField({ field }: { field: Field }) {
  const session = useSession();
  const own = useOwnFiles(field.id);
  const [refused, setRefused] = useState<RefusedFile[]>([]);
  const [asking, setAsking] = useState<RefusedFile | null>(null);
  const { run, failure } = useCall();
  const isFull = field.kind === "attachment" && !field.many && own.length > 0;
  useFocusKept(field.id, own.length);
  const hear = (attached: Attached | null) => {
    if (!attached) return;
    setRefused(attached.refused);
    setAsking(attached.refused.find(({ locked }) => locked !== null) ?? null);
  };
  return (
    <FieldFrame
      field={field}
      isGroup
      meaning={own.length > 0 ? `已附 ${own.length} 个文件` : "支持 PDF、JPG、PNG、TIFF"}
    >
      <AttachmentList label={field.label} own={own} />
      {failure && <FailureNote failure={failure} />}
      <RefusedFiles refused={refused} onUnlock={setAsking} onDismiss={() => setRefused([])} />
      {!isFull && (
        <button
          id={elementId(field.id)}
          type="button"
          className="button file-button"
          aria-describedby={describedBy(field)}
          aria-label={`为“${field.label}”选择文件`}
          onClick={() => void run(async () => hear(await session.attach(field.id)))}
        >
          <Icon name="add" />
          选择文件
        </button>
      )}
      {asking && (
        <PasswordDialog
          key={asking.locked}
          file={asking}
          onTry={(password) => session.unlock(asking, password)}
          onDone={(attached) => {
            const others = refused.filter(({ locked }) => locked !== asking.locked);
            setRefused([...others, ...attached.refused]);
            setAsking(others.find(({ locked }) => locked !== null) ?? null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </FieldFrame>
  );
}

/** The button of a single file goes once there is one, and a removed file takes its buttons along: the keyboard stays in the field. */
function useFocusKept(field: string, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    if (before.current !== count && document.activeElement === document.body) {
      const frame = document.getElementById(`${elementId(field)}:label`)?.closest("[data-frame]");
      frame?.querySelector<HTMLElement>(".files button, .file-button")?.focus();
    }
    before.current = count;
  }, [field, count]);
}
