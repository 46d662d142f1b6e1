import { type FormEvent, useState } from "react";
import { type FilingLine, useBackend } from "../backend";
import { shownSections } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { DateInput } from "../fields/DateInput";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { todayHere } from "../shared/time";
import { useCall } from "../shared/useCall";

interface Props {
  filing: FilingLine;
  onNoted: (filings: FilingLine[]) => void;
  onClose: () => void;
}

interface Asked {
  /** Tells lines apart while they are typed. */
  key: number;
  field: string;
  why: string;
}

/** Who sent it back, when and why, as a whole and field by field. */
export function ReturnForm({ filing, onNoted, onClose }: Props) {
  const backend = useBackend();
  const session = useSession();
  const variant = useSnapshot(({ draft }) => draft.variant);
  const { run, isBusy, failure } = useCall();
  const [isSubmitted, setSubmitted] = useState(false);
  const known = filing.sentBack;
  const [by, setBy] = useState(known?.by ?? session.form.source.authority);
  const [on, setOn] = useState<string | null>(known?.on ?? todayHere());
  const [reason, setReason] = useState(known?.reason ?? "");
  const [asked, setAsked] = useState<Asked[]>(() =>
    Object.entries(known?.fields ?? {}).map(([field, why], key) => ({ key, field, why })),
  );
  const change = (at: number, part: Partial<Asked>) =>
    setAsked(asked.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const half = asked.findIndex(({ field, why }) => (field === "") !== (why.trim() === ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (half !== -1) return;
    const fields: Record<string, string> = {};
    for (const { field, why } of asked.filter(({ field }) => field !== ""))
      fields[field] = [fields[field], why.trim()].filter(Boolean).join("；");
    void run(async () => {
      if (on) onNoted(await backend.recordReturn(session.id, filing.id, { by, on, reason, fields }));
    });
  };
  return (
    <form className="return-form" onSubmit={submit} aria-label="退回记录">
      <label htmlFor="return-by">退回单位</label>
      <div className="control">
        <input id="return-by" value={by} autoComplete="off" onChange={(event) => setBy(event.target.value)} />
      </div>
      <label htmlFor="return-on">退回日期</label>
      <DateInput
        id="return-on"
        value={on ?? undefined}
        onChange={(value) => setOn(typeof value === "string" ? value : null)}
      />
      <label htmlFor="return-reason">总体意见</label>
      <div className="control">
        <textarea
          id="return-reason"
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <h3>逐项意见</h3>
      <ul className="return-fields">
        {asked.map(({ key, field, why }, at) => (
          <li key={key}>
            <div className="control">
              <select
                aria-label={`第 ${at + 1} 项：退回的项目`}
                value={field}
                onChange={(event) => change(at, { field: event.target.value })}
              >
                <option value="">选择项目</option>
                {shownSections(session.form, variant).map((section) => (
                  <optgroup key={section.id} label={section.title}>
                    {section.fields.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            </div>
            <div className="control">
              <input
                aria-label={`第 ${at + 1} 项：退回意见`}
                value={why}
                autoComplete="off"
                onChange={(event) => change(at, { why: event.target.value })}
              />
            </div>
            <button
              type="button"
              className="icon-button"
              title="删除"
              aria-label={`删除第 ${at + 1} 项`}
              onClick={() => setAsked(asked.filter((_, index) => index !== at))}
            >
              <Icon name="remove" />
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="quiet-button"
        onClick={() => setAsked([...asked, { key: (asked.at(-1)?.key ?? -1) + 1, field: "", why: "" }])}
      >
        <Icon name="add" />
        添加一项
      </button>
      {isSubmitted && half !== -1 && (
        <p className="note wrong" role="alert">
          <Icon name="warn" />
          <span>
            第 {half + 1} 项没有{asked[half]?.field === "" ? "选择项目" : "填写意见"}，请补上或者删除。
          </span>
        </p>
      )}
      {failure && <FailureNote failure={failure} />}
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          取消
        </button>
        <button
          type="submit"
          className="button is-primary"
          disabled={isBusy || by.trim() === "" || on === null || !/^\d{4}-\d{2}-\d{2}$/.test(on)}
        >
          保存退回记录
        </button>
      </div>
    </form>
  );
}
