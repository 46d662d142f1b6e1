import type { Field } from "../backend";
import { elementId } from "../draft/path";
import { useSession, useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";
import { describedBy, FieldFrame } from "./FieldFrame";

/** Files that back an answer. */
export function AttachmentField({ field }: { field: Field }) {
  const session = useSession();
  const attachments = useSnapshot(({ draft }) => draft.attachments);
  const own = (attachments ?? []).flatMap((each, at) =>
    each.field === field.id ? [{ at, name: nameOf(each.path) }] : [],
  );
  const isFull = field.kind === "attachment" && !field.many && own.length > 0;
  return (
    <FieldFrame
      field={field}
      isGroup
      meaning={own.length > 0 ? `已附 ${own.length} 个文件` : "支持 PDF、JPG、PNG"}
    >
      <ul className="files">
        {own.map(({ at, name }) => (
          <li key={`${at}:${name}`}>
            <Icon name="file" />
            <span className="file-name">{name}</span>
            <button
              type="button"
              className="quiet-button"
              aria-label={`移除 ${name}`}
              onClick={() => session.change({ edit: "detach", at })}
            >
              移除
            </button>
          </li>
        ))}
      </ul>
      {!isFull && (
        <button
          id={elementId(field.id)}
          type="button"
          className="button file-button"
          aria-describedby={describedBy(field)}
          aria-label={`为“${field.label}”选择文件`}
          onClick={() => void session.attach(field.id)}
        >
          <Icon name="add" />
          选择文件
        </button>
      )}
    </FieldFrame>
  );
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
