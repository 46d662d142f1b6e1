import { useState } from "react";
import type { Value } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { DateInput } from "../fields/DateInput";
import { readDate } from "../fields/date";
import { WhatIf } from "../whatif/WhatIf";

/** The day to which all time is counted. */
export function FilingDate() {
  const session = useSession();
  const date = useSnapshot(({ draft }) => draft.filing_date);
  const [isWrong, setWrong] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const change = (typed: Value | null) => {
    const next = typeof typed === "string" ? readDate(typed) : null;
    setWrong(typed !== null && next === null);
    if (typed === null || next !== null) session.change({ edit: "filing_date", date: next });
  };
  return (
    <>
      <div className={date && !isWrong ? "filing-date" : "filing-date is-missing"} data-frame>
        <label htmlFor="field:filing_date">{isWrong ? "申报日期无法识别" : "申报日期"}</label>
        <DateInput
          id="field:filing_date"
          value={date ?? undefined}
          isWrong={isWrong}
          onChange={change}
          placeholder="请填写"
        />
        <button
          type="button"
          className="quiet-button"
          title="换一天申报会怎样"
          onClick={() => setTrying(true)}
        >
          试算<span className="visually-hidden">申报日期</span>
        </button>
      </div>
      {isTrying && <WhatIf onClose={() => setTrying(false)} />}
    </>
  );
}
