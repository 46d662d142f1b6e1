import { useEffect } from "react";
import type { Published } from "../backend";
import { LoudNote } from "../shared/LoudNote";
import { ClauseItem, placeOf } from "./ClauseItem";
import { sayPeriod } from "./words";

interface Props {
  form: Published;
  /** The clause to begin with. */
  at?: string | undefined;
}

/** All clauses of one form, with the measure that they come from. */
export function FormRules({ form, at }: Props) {
  useEffect(() => {
    const clause = at && document.getElementById(placeOf(form, at));
    if (!clause) return;
    clause.scrollIntoView?.({ block: "center" });
    clause.focus();
  }, [form, at]);
  return (
    <div className="rules">
      <header className="rules-source">
        <p>
          《{form.source.title}》（{form.source.number}），{form.source.authority}
        </p>
        <p>
          施行期：{sayPeriod(form.source)}；本软件中为 {form.edition} 版。
        </p>
        <p>以下是我们的概括，不是原文；当年通知另有要求的，以通知为准。</p>
      </header>
      {form.unofficial && <LoudNote says={form.unofficial} />}
      {form.out_of_force && <LoudNote says={form.out_of_force} />}
      <h3>逐条核对的条件（{form.rules.length} 条）</h3>
      <ul className="rule-list">
        {form.rules.map((rule) => (
          <ClauseItem key={rule.clause} form={form} clause={rule} />
        ))}
      </ul>
      {form.notices.length > 0 && <h3>须知（{form.notices.length} 条）</h3>}
      <ul className="rule-list">
        {form.notices.map((notice) => (
          <ClauseItem key={notice.clause} form={form} clause={notice} />
        ))}
      </ul>
    </div>
  );
}
