import { UndoNote } from "../shared/UndoNote";

interface Props {
  /** What was deleted. */
  name: string;
  onRestore: () => void;
  onClose: () => void;
}

/** A deleted draft or profile can be brought back. */
export function Undelete({ name, onRestore, onClose }: Props) {
  return <UndoNote says={`已删除“${name}”。`} onUndo={onRestore} onClose={onClose} />;
}
