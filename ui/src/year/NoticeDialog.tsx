import { type FormEvent, useState } from "react";
import type { NoticeForm, YearNotice } from "../backend";
import { DateInput } from "../fields/DateInput";
import { readDate } from "../fields/date";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { LimitInputs } from "./LimitInputs";
import { Line, NumberLine } from "./Line";
import { MaterialRows } from "./MaterialRows";

interface Props {
  first: YearNotice;
  isNew: boolean;
  forms: NoticeForm[];
  onKeep: (notice: YearNotice) => Promise<void>;
  onClose: () => void;
}

/** A notice as it is typed in; nothing is kept before “保存”. */
export function NoticeDialog({ first, isNew, forms, onKeep, onClose }: Props) {
  const { run, isBusy, failure } = useCall();
  const [notice, setNotice] = useState(first);
  const set = (change: Partial<YearNotice>) => setNotice({ ...notice, ...change });
  const limits = forms.find(({ id }) => id === notice.form)?.limits ?? [];
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await onKeep(notice);
      onClose();
    });
  };
  return (
    <Dialog labelledBy="notice-title" onClose={onClose} isWide>
      <form className="notice-form" onSubmit={keep}>
        <h2 id="notice-title">{isNew ? "录入年度通知" : "编辑年度通知"}</h2>
        {failure && <FailureNote failure={failure} />}
        <div className="notice-lines">
          <label htmlFor="notice:form">表单</label>
          <div className="control">
            <select
              id="notice:form"
              value={notice.form}
              disabled={!isNew}
              onChange={(event) => set({ form: event.target.value, limits: {} })}
            >
              {forms.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <NumberLine label="年度" value={notice.year} onChange={(year) => set({ year: year ?? 0 })} />
          <Line label="通知名称" value={notice.title} onChange={(title) => set({ title })} />
          <Line label="文号" value={notice.number} onChange={(number) => set({ number })} />
          <Line label="发布机关" value={notice.authority} onChange={(authority) => set({ authority })} />
          <Day id="opens" label="开始日期" value={notice.opens} onChange={(opens) => set({ opens })} />
          <Day
            id="deadline"
            label="截止日期"
            value={notice.deadline}
            onChange={(deadline) => set({ deadline })}
          />
          <NumberLine
            label="截止时（几时）"
            value={notice.deadline_hour}
            onChange={(deadline_hour) => set({ deadline_hour })}
          />
          <NumberLine label="纸质材料份数" value={notice.copies} onChange={(copies) => set({ copies })} />
          <Line label="区级联系方式" value={notice.contact} onChange={(contact) => set({ contact })} />
        </div>
        <MaterialRows materials={notice.materials} onChange={(materials) => set({ materials })} />
        <LimitInputs
          limits={limits}
          changed={notice.limits}
          onChange={(changed) => set({ limits: changed })}
        />
        <div className="dialog-tools">
          <button type="button" className="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="button is-primary" disabled={isBusy}>
            保存
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface DayProps {
  id: string;
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

function Day({ id, label, value, onChange }: DayProps) {
  const change = (typed: unknown) => onChange(typeof typed === "string" ? readDate(typed) : null);
  return (
    <>
      <label htmlFor={`notice:${id}`}>{label}</label>
      <DateInput id={`notice:${id}`} value={value ?? undefined} onChange={change} />
    </>
  );
}
