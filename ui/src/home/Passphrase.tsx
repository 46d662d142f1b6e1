import { type FormEvent, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Mark } from "../shared/Mark";
import { useCall } from "../shared/useCall";

/** Shorter ones are refused when a library is set up. */
const SHORTEST = 8;

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
  const problem = isNew ? problemWith(passphrase, repeated) : null;

  const unlock = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onUnlocked(await backend.unlockLibrary(passphrase)));
  };

  return (
    <main className="gate">
      <form className="gate-card" onSubmit={unlock}>
        <Mark />
        <h1>{isNew ? "设置口令" : "请输入口令"}</h1>
        <p>
          {isNew
            ? "本机没有可用的系统钥匙串，申报内容改用口令加密保存。请设置口令并妥善保管：口令遗失后，内容无法找回。"
            : "申报内容已用口令加密保存。"}
        </p>
        <label htmlFor="passphrase">口令</label>
        <div className="control">
          <input
            id="passphrase"
            type="password"
            autoComplete={isNew ? "new-password" : "current-password"}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </div>
        {isNew && (
          <>
            <label htmlFor="repeated">再输入一次</label>
            <div className="control">
              <input
                id="repeated"
                type="password"
                autoComplete="new-password"
                value={repeated}
                onChange={(event) => setRepeated(event.target.value)}
              />
            </div>
          </>
        )}
        <p className="gate-problem" role="status">
          {problem}
        </p>
        {failure && <FailureNote failure={failure} />}
        <button
          type="submit"
          className="button is-primary"
          disabled={isBusy || passphrase === "" || problem !== null}
        >
          {isNew ? "设置并开始" : "打开"}
        </button>
      </form>
    </main>
  );
}

function problemWith(passphrase: string, repeated: string): string | null {
  if (passphrase !== "" && [...passphrase].length < SHORTEST) return `口令至少 ${SHORTEST} 个字符。`;
  return passphrase === repeated ? null : "两次输入的口令不一致。";
}
