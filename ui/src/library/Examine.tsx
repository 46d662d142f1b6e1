import { useState } from "react";
import { type Start, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";
import { RescueLibrary } from "./RescueLibrary";

/** Reads the whole library once; what is damaged can be rescued at once. */
export function Examine({ onRescued }: { onRescued: (start: Start) => void }) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const [isSound, setSound] = useState(false);
  const examine = () => {
    setSound(false);
    void run(async () => {
      await during("正在检查", (onProgress) => backend.examineLibrary(onProgress));
      setSound(true);
    });
  };
  return (
    <>
      <section className="setting" aria-labelledby="examine-title">
        <h2 id="examine-title">检查</h2>
        <p>把资料库从头到尾读一遍，确认每一页都完好。</p>
        {failure && <FailureNote failure={failure} />}
        {isSound && (
          <p className="note met" role="status">
            <Icon name="check" />
            <span>资料库完好。</span>
          </p>
        )}
        <LongWork work={work} />
        <div className="gate-actions">
          <button type="button" className="button" disabled={isBusy} onClick={examine}>
            检查资料库
          </button>
          <button type="button" className="button" onClick={() => void run(() => backend.revealLibrary())}>
            打开所在文件夹
          </button>
        </div>
      </section>
      {failure?.code === "library_damaged" && <RescueLibrary onRescued={onRescued} />}
    </>
  );
}
