import { useEffect, useState } from "react";
import { type Calendar, useBackend } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { DayList } from "./DayList";
import { Pick } from "./Pick";

interface Props {
  onGo: (place: Place) => void;
  onOpenAt: (draft: string, path: string | null) => Promise<void>;
}

/** The days that matter for all drafts: only those that the sources name. */
export function CalendarScreen({ onGo, onOpenAt }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [calendar, setCalendar] = useState<Calendar | null>(null);
  const [form, setForm] = useState<string | null>(null);
  const [applicant, setApplicant] = useState<string | null>(null);
  const [hasPast, setPast] = useState(false);
  const [written, setWritten] = useState<string | null>(null);
  useEffect(() => void run(async () => setCalendar(await backend.listDays())), [run, backend]);

  const all = calendar?.days ?? [];
  const fitting = all.filter(
    (each) => (!form || each.form === form) && (!applicant || each.applicant === applicant),
  );
  const coming = fitting.filter(({ day }) => day.day >= (calendar?.today ?? ""));
  const shown = hasPast ? fitting : coming;
  return (
    <PlaceFrame
      place="calendar"
      onGo={onGo}
      title="日程"
      lead="各份申报的截止、有效期和可以申报的日期。来源没有写明期限的，这里不推算。"
      tools={
        <button
          type="button"
          className="button"
          disabled={isBusy || fitting.length === 0}
          onClick={() => void run(async () => setWritten(await backend.saveCalendar(form, applicant)))}
        >
          <Icon name="calendar" />
          导出日历文件
        </button>
      }
    >
      {failure && <FailureNote failure={failure} />}
      {written && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已保存到 {written}，可以导入常用的日历软件。</span>
        </p>
      )}
      {calendar && calendar.leftOut > 0 && (
        <p className="note advice">草稿过多，另有 {calendar.leftOut} 份未列入；请先归档已办结的申报。</p>
      )}
      {all.length > 0 && (
        <div className="year-filters">
          <Pick label="按表单筛选" all="全部表单" options={forms(all)} value={form} onPick={setForm} />
          <Pick
            label="按单位筛选"
            all="全部单位"
            options={names(all)}
            value={applicant}
            onPick={setApplicant}
          />
          <label className="option">
            <input type="checkbox" checked={hasPast} onChange={(event) => setPast(event.target.checked)} />
            <span>显示已过的日期</span>
          </label>
        </div>
      )}
      {calendar && shown.length === 0 && (
        <p className="year-empty">
          {all.length === 0
            ? "还没有日期。填写申报日期，或者录入年度通知后，这里会列出各项期限。"
            : "没有符合条件的日期，请调整筛选，或者勾选“显示已过的日期”。"}
        </p>
      )}
      {calendar && (
        <DayList days={shown} today={calendar.today} onOpenAt={(...at) => void run(() => onOpenAt(...at))} />
      )}
    </PlaceFrame>
  );
}

function forms(days: Calendar["days"]) {
  const titles = new Map(days.map(({ form, formTitle }) => [form, formTitle]));
  return [...titles].map(([value, label]) => ({ value, label }));
}

function names(days: Calendar["days"]) {
  const all = [...new Set(days.map(({ applicant }) => applicant))].sort((a, b) => a.localeCompare(b, "zh"));
  return all.map((value) => ({ value, label: value }));
}
