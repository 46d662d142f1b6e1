import { Icon } from "../shared/Icon";

interface Props {
  /** What was deleted. */
  name: string;
  onRestore: () => void;
  onClose: () => void;
}

/** A deleted draft or profile can be brought back as long as this stands there; it does not leave by itself. */
export function Undelete({ name, onRestore, onClose }: Props) {
  return (
    <div className="undelete" role="status">
      <span>已删除“{name}”。</span>
      <button type="button" className="button" onClick={onRestore}>
        <Icon name="undo" />
        恢复
      </button>
      <button type="button" className="icon-button" aria-label="关闭提示" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
