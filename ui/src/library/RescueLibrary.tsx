import { useState } from "react";
import { type Rescued, type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";
import { usePassphrase } from "./usePassphrase";

/** Takes what can be read of a damaged library into a new one, and says what could not be read. */
export function RescueLibrary({ onRescued }: { onRescued: (start: Start) => void }) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { input, attempt } = usePassphrase();
  const { work, during } = useLongWork();
  const [rescued, setRescued] = useState<Rescued | null>(null);
  const rescue = () =>
    void run(async () =>
      setRescued(
        await attempt((passphrase) =>
          during("正在读取", (onProgress) => backend.rescueLibrary(passphrase, onProgress)),
        ),
      ),
    );
  return (
    <section className="setting" aria-labelledby="rescue-title">
      <h2 id="rescue-title">抢救可读的内容</h2>
      {rescued ? (
        <>
          <p role="status">
            已读出 {rescued.drafts} 份草稿、{rescued.files} 个附件，存入新的资料库；损坏的文件另名保留。
          </p>
          {rescued.losses.length > 0 && (
            <ul className="loss-list" aria-label="未能读出">
              {rescued.losses.map((loss) => (
                <li key={loss}>{loss}</li>
              ))}
            </ul>
          )}
          <button type="button" className="button is-primary" onClick={() => onRescued(rescued.start)}>
            打开资料库
          </button>
        </>
      ) : (
        <>
          <p>
            逐页读取损坏的文件，读得出的草稿和附件存入新的资料库，读不出的逐项列明。损坏的文件不作改动，另名保留。
          </p>
          {input}
          {failure && <FailureNote failure={failure} />}
          <LongWork work={work} />
          <button type="button" className="button" disabled={isBusy} onClick={rescue}>
            开始抢救
          </button>
        </>
      )}
    </section>
  );
}
