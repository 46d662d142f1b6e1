import { Icon } from "./Icon";

interface Props {
  /** What was done, as a sentence. */
  says: string;
  onUndo: () => void;
  onClose: () => void;
}

/** What was taken away can be brought back as long as this stands there; it does not leave by itself. */
export function UndoNote({ says, onUndo, onClose }: Props) {
  return (
    <div className="undelete" role="status">
      <span>{says}</span>
      <button type="button" className="button" onClick={onUndo}>
        <Icon name="undo" />
        恢复
      </button>
      <button type="button" className="icon-button" aria-label="关闭提示" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
