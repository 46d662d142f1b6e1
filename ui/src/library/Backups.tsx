import { useEffect, useState } from "react";
import { type Backup, type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { LongWork, useLongWork } from "../shared/LongWork";
import { whenChanged } from "../shared/time";
import { useCall } from "../shared/useCall";
import { usePassphrase } from "./usePassphrase";

interface Props {
  /** The library is open: a backup can be made. */
  isOpen: boolean;
  onRestored: (start: Start) => void;
}

const REASON: Record<Backup["reason"], string> = {
  daily: "每日自动备份",
  wanted: "手动备份",
  before_restore: "恢复之前的内容",
};

/** The dated backups; one click chooses, a second one restores. */
export function Backups({ isOpen, onRestored }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { input, attempt } = usePassphrase();
  const [backups, setBackups] = useState<Backup[]>([]);
  const { work, during } = useLongWork();
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => void run(async () => setBackups(await backend.listBackups())), [run, backend]);

  const restore = (name: string) =>
    void run(async () => {
      const restored = await attempt((passphrase) =>
        during("正在恢复", (onProgress) => backend.restoreBackup(name, passphrase, onProgress)),
      );
      onRestored(restored);
      setChosen(null);
      setBackups(await backend.listBackups());
    });

  const backUp = () =>
    void run(async () =>
      setBackups(await during("正在备份", (onProgress) => backend.makeBackup(onProgress))),
    );

  return (
    <section className="setting" aria-labelledby="backups-title">
      <h2 id="backups-title">备份</h2>
      <p>每天首次启动时自动备份，与资料库一样加密，最近的十份留存。恢复时，现有内容先另存为一份备份。</p>
      {isOpen && (
        <button type="button" className="button" disabled={isBusy} onClick={backUp}>
          立即备份
        </button>
      )}
      <LongWork work={work} />
      {input}
      {failure && <FailureNote failure={failure} />}
      {backups.length === 0 && <p>还没有备份。</p>}
      <ul className="backup-list">
        {backups.map((backup) => (
          <li key={backup.name}>
            <span className="backup-time">{whenChanged(backup.madeAt, new Date())}</span>
            <span className="source">
              {REASON[backup.reason]}，{backup.size}
            </span>
            {chosen === backup.name ? (
              <span className="backup-tools">
                <button
                  type="button"
                  className="button is-primary"
                  disabled={isBusy}
                  onClick={() => restore(backup.name)}
                >
                  确认恢复
                </button>
                <button
                  type="button"
                  className="quiet-button"
                  disabled={isBusy}
                  onClick={() => setChosen(null)}
                >
                  取消
                </button>
              </span>
            ) : (
              <button
                type="button"
                className="quiet-button"
                aria-label={`恢复到 ${whenChanged(backup.madeAt, new Date())}`}
                disabled={isBusy}
                onClick={() => setChosen(backup.name)}
              >
                恢复
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
