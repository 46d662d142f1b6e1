import type { RefusedFile } from "../backend";
import { Icon } from "../shared/Icon";

interface Props {
  refused: RefusedFile[];
  onUnlock: (file: RefusedFile) => void;
  onDismiss: () => void;
}

/** Files that were not attached, each with the reason and what to do. */
export function RefusedFiles({ refused, onUnlock, onDismiss }: Props) {
  if (refused.length === 0) return null;
  return (
    <div className="note wrong refused-files" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{refused.length} 个文件没有添加：</strong>
        <ul>
          {refused.map((file) => (
            <li key={file.name}>
              <span className="file-name">{file.name}</span>
              <p>
                {file.refusal.says}
                {file.refusal.hint}
              </p>
              {file.locked !== null && (
                <button type="button" className="button" onClick={() => onUnlock(file)}>
                  <Icon name="lock" />
                  输入密码
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="icon-button" aria-label="知道了" onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
