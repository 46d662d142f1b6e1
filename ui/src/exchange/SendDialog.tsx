import { useBackend } from "../backend";
import { SealDialog } from "./SealDialog";

/** A whole draft with its attachments, for another machine or another person. */
export function SendDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const backend = useBackend();
  return (
    <SealDialog
      title="导出为加密文件"
      lead="整份草稿和全部附件存入一个加密文件，在任何装有本程序的电脑上双击即可打开。"
      onSeal={(passphrase, onProgress) => backend.exportProtected(id, passphrase, onProgress)}
      onClose={onClose}
    />
  );
}
