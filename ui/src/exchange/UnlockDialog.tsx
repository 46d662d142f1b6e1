import { type FormEvent, useId, useState } from "react";
import { type Arrival, useBackend } from "../backend";
import { SecretInput } from "../library/SecretInput";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";

interface Props {
  name: string;
  onOpened: (arrival: Arrival) => void;
  onClose: () => void;
}

/** Asks for the passphrase of a file that came in. */
export function UnlockDialog({ name, onOpened, onClose }: Props) {
  const backend = useBackend();
  const id = useId();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () =>
      onOpened(await during("正在打开", (onProgress) => backend.openLocked(passphrase, onProgress))),
    );
  };
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>打开加密申报文件</h2>
        <p className="dialog-file">{name}</p>
        <p className="field-hint">口令由发送人设置，请向发送人索取。文件会先完整检查，再存入资料库。</p>
        <SecretInput id={`${id}:passphrase`} label="口令" value={passphrase} onChange={setPassphrase} />
        {failure && <FailureNote failure={failure} />}
        <LongWork work={work} />
        <div className="dialog-buttons" hidden={work !== null}>
          <button type="button" className="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="button is-primary" disabled={isBusy || passphrase === ""}>
            打开
          </button>
        </div>
      </form>
    </Dialog>
  );
}
