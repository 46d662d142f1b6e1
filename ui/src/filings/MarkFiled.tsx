import { useState } from "react";
import { type Generated, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { useFilings } from "./filings";

/** Keeps what was just generated as what was filed. */
export function MarkFiled({ generated }: { generated: Generated }) {
  const backend = useBackend();
  const session = useSession();
  const { setFilings } = useFilings();
  const { run, isBusy, failure } = useCall();
  const [isDone, setDone] = useState(false);
  const mark = () =>
    void run(async () => {
      await session.flush();
      setFilings(await backend.recordFiling(session.id, generated.checkCode));
      setDone(true);
    });
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      {isDone ? (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已留存提交的内容。如被退回，请在“更多”中选择“提交与退回”。</span>
        </p>
      ) : (
        <button type="button" className="button" disabled={isBusy} onClick={mark}>
          标记为已提交
        </button>
      )}
    </>
  );
}
