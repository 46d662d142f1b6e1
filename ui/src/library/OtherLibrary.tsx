import { type FormEvent, useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";

/** Another machine's library, brought here with its recovery key. */
export function OtherLibrary({ onRestored }: { onRestored: (start: Start) => void }) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const [recovery, setRecovery] = useState("");
  const restore = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const start = await during("正在载入", (onProgress) =>
        backend.restoreOtherLibrary(recovery, onProgress),
      );
      if (start) onRestored(start);
    });
  };
  return (
    <form className="setting" aria-labelledby="other-title" onSubmit={restore}>
      <h2 id="other-title">载入另一台电脑的资料库</h2>
      <p>
        选择从那台电脑复制来的 library.db
        或者备份文件，并输入那个资料库的恢复密钥。载入后取代本机现有内容，现有内容先另存为一份备份。
      </p>
      <label htmlFor="other-recovery">那个资料库的恢复密钥</label>
      <textarea
        id="other-recovery"
        className="recovery-input"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        value={recovery}
        onChange={(event) => setRecovery(event.target.value)}
      />
      {failure && <FailureNote failure={failure} />}
      {/* Until a file is chosen there is nothing to be stopped. */}
      {work?.progress && <LongWork work={work} />}
      <button type="submit" className="button" disabled={isBusy || recovery.trim() === ""}>
        选择文件并载入
      </button>
    </form>
  );
}
