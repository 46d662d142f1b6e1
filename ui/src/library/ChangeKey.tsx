import { type FormEvent, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";
import { SecretInput } from "./SecretInput";

interface Props {
  asksPassphrase: boolean;
  onChanged: (start: Start) => void;
}

/** Another key, and with it another recovery key. */
export function ChangeKey({ asksPassphrase, onChanged }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const [passphrase, setPassphrase] = useState("");
  const change = (event: FormEvent) => {
    event.preventDefault();
    const given = asksPassphrase ? passphrase : null;
    void run(async () =>
      onChanged(await during("正在重新加密", (onProgress) => backend.changeLibraryKey(given, onProgress))),
    );
  };
  return (
    <form className="setting" aria-labelledby="key-title" onSubmit={change}>
      <h2 id="key-title">恢复密钥</h2>
      <p>
        恢复密钥遗失，或者可能已被他人看到时，请更换。更换时整个资料库重新加密，随后显示新的恢复密钥；原来的恢复密钥即告作废。
      </p>
      {asksPassphrase && (
        <SecretInput id="key-passphrase" label="现用口令" value={passphrase} onChange={setPassphrase} />
      )}
      {failure && <FailureNote failure={failure} />}
      <LongWork work={work} />
      <button type="submit" className="button" disabled={isBusy || (asksPassphrase && passphrase === "")}>
        更换密钥
      </button>
    </form>
  );
}
