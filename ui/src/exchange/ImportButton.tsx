import { useBackend } from "../backend";
import { Icon } from "../shared/Icon";
import { useReceive } from "./arrivals";

interface Props {
  isBusy: boolean;
  run: (call: () => Promise<unknown>) => Promise<void>;
}

/** Takes in a draft's file that is chosen then. */
export function ImportButton({ isBusy, run }: Props) {
  const backend = useBackend();
  const receive = useReceive();
  return (
    <button
      type="button"
      className="button"
      disabled={isBusy}
      onClick={() => void run(async () => receive(await backend.importDraft()))}
    >
      <Icon name="folder" />
      导入申报文件
    </button>
  );
}
