import { type FormEvent, type ReactNode, useId, useState } from "react";
import { type OnWork, useBackend } from "../backend";
import { problemWith } from "../library/passphrase";
import { SecretInput } from "../library/SecretInput";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";

interface Props {
  title: string;
  lead: string;
  /** What has to be said beside the passphrase. */
  children?: ReactNode;
  isComplete?: boolean;
  /** Writes the file; null: no place was chosen. */
  onSeal: (passphrase: string, onProgress: OnWork) => Promise<string | null>;
  onClose: () => void;
}

/** Writes a file under a passphrase that is chosen here. */
export function SealDialog({ title, lead, children, isComplete = true, onSeal, onClose }: Props) {
  const backend = useBackend();
  const id = useId();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  // Until a place is chosen there is nothing to be stopped.
  const isWriting = work !== null && work.progress !== null;
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const [written, setWritten] = useState<string | null>(null);
  const problem = problemWith(passphrase, repeated);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () =>
      setWritten(await during("正在写入附件", (onProgress) => onSeal(passphrase, onProgress))),
    );
  };
  if (written !== null) {
    return (
      <Dialog labelledBy={id} onClose={onClose}>
        <h2 id={id}>{title}</h2>
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已保存到 {written}</span>
        </p>
        <p className="field-hint">口令请用电话等其他方式告知对方，不要与文件一同发送。</p>
        {failure && <FailureNote failure={failure} />}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => void run(() => backend.reveal(written))}>
            <Icon name="folder" />
            打开所在文件夹
          </button>
          <button type="button" className="button is-primary" onClick={onClose}>
            完成
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        <p className="field-hint">{lead}</p>
        {children}
        <div className="side-by-side">
          <div>
            <SecretInput
              id={`${id}:passphrase`}
              label="设置口令"
              isNew
              value={passphrase}
              onChange={setPassphrase}
            />
          </div>
          <div>
            <SecretInput
              id={`${id}:repeated`}
              label="再输入一次"
              isNew
              value={repeated}
              onChange={setRepeated}
            />
          </div>
        </div>
        <p className="message missing" role="status">
          {problem ?? "口令不保存在任何地方，忘记后无法找回，只能重新导出。"}
        </p>
        {failure && <FailureNote failure={failure} />}
        {isWriting && <LongWork work={work} />}
        <div className="dialog-buttons" hidden={isWriting}>
          <button type="button" className="button" onClick={onClose}>
            取消
          </button>
          <button
            type="submit"
            className="button is-primary"
            disabled={isBusy || !isComplete || passphrase === "" || problem !== null}
          >
            {isBusy ? "正在保存…" : "选择位置并保存"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
