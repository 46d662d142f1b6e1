import { useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { SealDialog } from "./SealDialog";

/** A part that was filled in, for whoever gave it out. */
export function GiveBackDialog({ onClose }: { onClose: () => void }) {
  const backend = useBackend();
  const session = useSession();
  return (
    <SealDialog
      title="交回所填内容"
      lead="只包含分发给您的栏目及其附件。交回后仍可继续修改并再次交回。"
      onSeal={async (passphrase, onProgress) => {
        await session.flush();
        return backend.giveBack(session.id, passphrase, onProgress);
      }}
      onClose={onClose}
    />
  );
}
