import { type FormEvent, useId, useState } from "react";
import type { Attached, RefusedFile } from "../backend";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";

interface Props {
  file: RefusedFile;
  onTry: (password: string) => Promise<Attached>;
  onDone: (attached: Attached) => void;
  onClose: () => void;
}

/** Asks for the password of a PDF. What is kept is the file without it; the password is kept nowhere. */
export function PasswordDialog({ file, onTry, onDone, onClose }: Props) {
  const id = useId();
  const { run, isBusy, failure } = useCall();
  const [password, setPassword] = useState("");
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const attached = await onTry(password);
      const wrong = attached.refused.some(({ refusal }) => refusal.reason === "wrong_password");
      setWrong(wrong);
      if (!wrong) onDone(attached);
    });
  };
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>输入打开密码</h2>
        <p className="dialog-file">{file.name}</p>
        <p className="field-hint">密码只用于这一次打开；资料库中保存解除密码后的文件，装订后不再需要密码。</p>
        <label htmlFor={`${id}:password`}>密码</label>
        <div className="control">
          <input
            id={`${id}:password`}
            type="password"
            autoComplete="off"
            autoFocus
            value={password}
            aria-invalid={isWrong}
            aria-describedby={`${id}:message`}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <p id={`${id}:message`} className="message wrong" role="alert">
          {isWrong && "密码不正确，请核对大小写后重新输入。"}
        </p>
        {failure && <FailureNote failure={failure} />}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            不添加此文件
          </button>
          <button type="submit" className="button is-primary" disabled={isBusy || password === ""}>
            打开并添加
          </button>
        </div>
      </form>
    </Dialog>
  );
}
