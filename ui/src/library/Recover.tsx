import { type FormEvent, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { asFailure } from "../shared/failure";
import { Mark } from "../shared/Mark";
import { useCall } from "../shared/useCall";
import { problemWith } from "./passphrase";
import { SecretInput } from "./SecretInput";

interface Props {
  /** A passphrase has to be chosen anew. */
  needsPassphrase?: boolean;
  onOpened: (start: Start) => void;
  onBack: () => void;
}

/** The way on when the library's key is gone: the recovery key from paper. */
export function Recover({ needsPassphrase = false, onOpened, onBack }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [recovery, setRecovery] = useState("");
  const [asksPassphrase, setAsksPassphrase] = useState(needsPassphrase);
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const problem = asksPassphrase ? problemWith(passphrase, repeated) : null;
  const isComplete = recovery.trim() !== "" && (!asksPassphrase || passphrase !== "");

  const recover = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      try {
        onOpened(await backend.recoverLibrary(recovery, asksPassphrase ? passphrase : null));
      } catch (error) {
        if (asFailure(error).code === "passphrase_needed") setAsksPassphrase(true);
        throw error;
      }
    });
  };

  return (
    <main className="gate">
      <form className="gate-card is-wide" onSubmit={recover}>
        <Mark />
        <h1>输入恢复密钥</h1>
        <p>恢复密钥是建立资料库或更换密钥时抄存的四行字符。大小写、空格和短横线均不影响。</p>
        <label htmlFor="recovery">恢复密钥</label>
        <textarea
          id="recovery"
          className="recovery-input"
          rows={4}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: nothing else can be done on this screen
          autoFocus
          value={recovery}
          onChange={(event) => setRecovery(event.target.value)}
        />
        {asksPassphrase && (
          <>
            <SecretInput
              id="passphrase"
              label="设置新口令"
              isNew
              value={passphrase}
              onChange={setPassphrase}
            />
            <SecretInput id="repeated" label="再输入一次" isNew value={repeated} onChange={setRepeated} />
          </>
        )}
        <p className="gate-problem" role="status">
          {problem}
        </p>
        {failure && <FailureNote failure={failure} />}
        <div className="gate-actions">
          <button
            type="submit"
            className="button is-primary"
            disabled={isBusy || !isComplete || problem !== null}
          >
            {isBusy ? "正在打开…" : "打开资料库"}
          </button>
          <button type="button" className="button" onClick={onBack}>
            返回
          </button>
        </div>
      </form>
    </main>
  );
}
