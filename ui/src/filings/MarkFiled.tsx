import { useState } from "react";
import { useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { DateInput } from "../fields/DateInput";
import { readDate } from "../fields/date";
import { FailureNote } from "../shared/FailureNote";
import { todayHere } from "../shared/time";
import { useCall } from "../shared/useCall";
import { useFilings } from "./filings";

interface Props {
  /** On the button. */
  label: string;
  /** Of the bundle that was filed; null: the draft as it is now. */
  code: string | null;
  onMarked: () => void;
}

/** Keeps a draft as what was filed, on the day that the user says. */
export function MarkFiled({ label, code, onMarked }: Props) {
  const backend = useBackend();
  const session = useSession();
  const { setFilings } = useFilings();
  const { run, isBusy, failure } = useCall();
  const [typed, setTyped] = useState<string | null>(todayHere());
  const on = typed === null ? null : readDate(typed);
  const mark = () =>
    void run(async () => {
      if (on === null) return;
      await session.flush();
      setFilings(await backend.recordFiling(session.id, code, on));
      onMarked();
    });
  return (
    <div className="mark-filed">
      <label htmlFor="filed-on">提交日期</label>
      <DateInput
        id="filed-on"
        value={typed ?? undefined}
        isWrong={on === null}
        onChange={(value) => setTyped(typeof value === "string" ? value : null)}
      />
      <button type="button" className="button" disabled={isBusy || on === null} onClick={mark}>
        {label}
      </button>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}
