import { type FormEvent, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Mark } from "../shared/Mark";
import { useCall } from "../shared/useCall";
import { problemWith } from "./passphrase";
import { Recover } from "./Recover";
import { SecretInput } from "./SecretInput";

interface Props {
  isNew: boolean;
  onUnlocked: (start: Start) => void;
}

/** Where the system keeps no keys, a passphrase protects the library. */
export function Passphrase({ isNew, onUnlocked }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isRecovering, setRecovering] = useState(false);
  const problem = isNew ? problemWith(passphrase, repeated) : null;

  const unlock = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onUnlocked(await backend.unlockLibrary(passphrase)));
  };

  if (isRecovering) {
    return <Recover needsPassphrase onOpened={onUnlocked} onBack={() => setRecovering(false)} />;
  }
  return (
    <main className="gate">
      <form className="gate-card" onSubmit={unlock}>
        <Mark />
        <h1>{isNew ? "设置口令" : "请输入口令"}</h1>
        <p>
          {isNew
            ? "欢迎使用申报。本机没有可用的系统钥匙串，申报内容改用口令加密保存；设置口令后即可开始，请妥善保管。"
            : "申报内容已用口令加密保存。"}
        </p>
        <SecretInput
          id="passphrase"
          label="口令"
          isNew={isNew}
          isFirst
          value={passphrase}
          onChange={setPassphrase}
        />
        {isNew && (
          <SecretInput id="repeated" label="再输入一次" isNew value={repeated} onChange={setRepeated} />
        )}
        <p className="gate-problem" role="status">
          {problem}
        </p>
        {failure && <FailureNote failure={failure} />}
        <div className="gate-actions">
          <button
            type="submit"
            className="button is-primary"
            disabled={isBusy || passphrase === "" || problem !== null}
          >
            {isBusy ? "正在打开…" : isNew ? "设置并开始" : "打开"}
          </button>
          {!isNew && (
            <button type="button" className="button" onClick={() => setRecovering(true)}>
              忘记口令，输入恢复密钥
            </button>
          )}
        </div>
      </form>
    </main>
  );
}
