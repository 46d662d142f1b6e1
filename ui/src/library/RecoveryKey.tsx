import { useEffect, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Mark } from "../shared/Mark";
import { useCall } from "../shared/useCall";

interface Props {
  onNoted: (start: Start) => void;
  onLater: () => void;
}

/** The recovery key, to be had until the user says that it is on paper. What is printed is this card. */
export function RecoveryKey({ onNoted, onLater }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [lines, setLines] = useState<string[]>([]);
  const [isNoted, setNoted] = useState(false);
  useEffect(() => void run(async () => setLines((await backend.recoveryKey()).split("\n"))), [run, backend]);

  return (
    <main className="gate">
      <section className="gate-card is-wide" aria-labelledby="recovery-title">
        <Mark />
        <h1 id="recovery-title">请抄存恢复密钥</h1>
        <p>
          申报内容在本机加密保存。更换电脑、重装系统或者忘记口令时，凭恢复密钥可以打开资料库；没有它，任何人都无法找回内容。
        </p>
        <ol className="recovery-key" aria-label="恢复密钥">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p className="gate-hint">
          请打印或者手抄，与重要文件一同保管，不要存放在本机。得到它的人可以读取资料库的全部内容。
        </p>
        {failure && <FailureNote failure={failure} />}
        <label className="gate-check">
          <input type="checkbox" checked={isNoted} onChange={(event) => setNoted(event.target.checked)} />
          我已抄存或者打印，并核对无误
        </label>
        <div className="gate-actions">
          <button
            type="button"
            className="button is-primary"
            disabled={isBusy || !isNoted}
            onClick={() => void run(async () => onNoted(await backend.noteRecoveryKey()))}
          >
            完成
          </button>
          <button
            type="button"
            className="button"
            disabled={lines.length === 0}
            onClick={() => void run(() => backend.printPage())}
          >
            打印
          </button>
          <button type="button" className="button" onClick={onLater}>
            稍后再办
          </button>
        </div>
      </section>
    </main>
  );
}
