import { type FormEvent, useState } from "react";
import { useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { problemWith } from "./passphrase";
import { SecretInput } from "./SecretInput";

/** Another passphrase for the same key. */
export function ChangePassphrase() {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [passphrase, setPassphrase] = useState("");
  const [next, setNext] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isChanged, setChanged] = useState(false);
  const problem = problemWith(next, repeated);
  const change = (event: FormEvent) => {
    event.preventDefault();
    setChanged(false);
    void run(async () => {
      await backend.changePassphrase(passphrase, next);
      for (const clear of [setPassphrase, setNext, setRepeated]) clear("");
      setChanged(true);
    });
  };
  return (
    <form className="setting" aria-labelledby="passphrase-title" onSubmit={change}>
      <h2 id="passphrase-title">口令</h2>
      <SecretInput id="old-passphrase" label="现用口令" value={passphrase} onChange={setPassphrase} />
      <SecretInput id="new-passphrase" label="新口令" isNew value={next} onChange={setNext} />
      <SecretInput id="repeated" label="再输入一次" isNew value={repeated} onChange={setRepeated} />
      <p className="gate-problem" role="status">
        {problem}
      </p>
      {failure && <FailureNote failure={failure} />}
      {isChanged && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>口令已更改，下次启动时使用新口令。</span>
        </p>
      )}
      <button
        type="submit"
        className="button"
        disabled={isBusy || passphrase === "" || next === "" || problem !== null}
      >
        更改口令
      </button>
    </form>
  );
}
