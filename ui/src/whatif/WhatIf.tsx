import { useEffect, useState } from "react";
import { type Report, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { DateInput } from "../fields/DateInput";
import { readDate, sayDate } from "../fields/date";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { DRAFT_STANDING } from "../shared/words";
import { DifferenceList } from "./DifferenceList";
import { dayNumber, dayOf, today } from "./days";
import { differences, turningDays } from "./differences";
import { InForce } from "./InForce";

/** How far the slider reaches before and after the day it starts from, in days. */
const BACK = 366;
const AHEAD = 3 * 366;

/** Another filing day is tried without changing the draft, and taken if it is the better one. */
export function WhatIf({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const own = useSnapshot(({ draft }) => draft.filing_date);
  const now = useSnapshot((snapshot) => snapshot.report);
  const [start] = useState(own ?? today());
  const [date, setDate] = useState(start);
  const { report, failure } = useReportOn(date);
  const first = dayNumber(start) - BACK;
  const take = () => {
    session.change({ edit: "filing_date", date });
    onClose();
  };
  return (
    <Dialog labelledBy="what-if-title" onClose={onClose}>
      <div className="what-if">
        <h2 id="what-if-title">试算申报日期</h2>
        <p className="what-if-lead">移动日期，看哪些条件会变化；草稿保持不变，采用后才会改动。</p>
        <div className="what-if-day">
          <label htmlFor="what-if-date">如果在这一天申报</label>
          <DateInput
            id="what-if-date"
            value={date}
            isWrong={false}
            onChange={(typed) => {
              const next = typeof typed === "string" ? readDate(typed) : null;
              if (next) setDate(next);
            }}
            placeholder="2026-06-15"
          />
        </div>
        <input
          type="range"
          aria-label="申报日期"
          aria-valuetext={sayDate(date)}
          min={first}
          max={first + BACK + AHEAD}
          value={dayNumber(date)}
          onChange={(event) => setDate(dayOf(Number(event.target.value)))}
        />
        <div className="what-if-ends" aria-hidden="true">
          <span>{sayDate(dayOf(first))}</span>
          <span>{sayDate(dayOf(first + BACK + AHEAD))}</span>
        </div>
        <TurningDays report={now} onChoose={setDate} />
        {failure && <FailureNote failure={failure} />}
        <section className="what-if-result" aria-live="polite" aria-label="试算结果">
          {report && (
            <>
              <p>
                {sayDate(date)}申报：
                <span className={`pill ${report.standing}`}>{DRAFT_STANDING[report.standing]}</span>
              </p>
              <InForce now={now.in_force} then={report.in_force} date={date} />
              <DifferenceList differences={differences(now, report)} />
            </>
          )}
        </section>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            不改动
          </button>
          <button type="button" className="button is-primary" disabled={date === own} onClick={take}>
            采用此日期
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function TurningDays({ report, onChoose }: { report: Report; onChoose: (date: string) => void }) {
  const days = turningDays(report);
  if (days.length === 0) return null;
  return (
    <ul className="turning-days">
      {days.map(({ date, asks }) => (
        <li key={date}>
          <button type="button" className="quiet-button" onClick={() => onChoose(date)}>
            <b>{sayDate(date)}</b>
            {asks}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The report of another day; the last one stays until the next is there. */
function useReportOn(date: string) {
  const backend = useBackend();
  const session = useSession();
  const { run, failure } = useCall();
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      await session.flush();
      const next = await backend.checkOn(session.id, date);
      if (isCurrent) setReport(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [backend, session, run, date]);
  return { report, failure };
}
