import { useEffect, useState } from "react";
import { type Finding, type Reason, useBackend } from "../backend";
import { useJumpTo } from "../draft/jump";
import { readPath } from "../draft/path";
import { answerAt, rowName } from "../draft/said";
import { fieldOf, placeName } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { RulesDialog } from "../help/RulesDialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { STANDING } from "../shared/words";

/** Why a clause stands as it does: where it is written, how we read it, which answers it looks at, how they count. */
export function Why({ finding }: { finding: Pick<Finding, "clause" | "cite" | "standing"> }) {
  const { form } = useSession();
  const { reason, failure } = useReason(finding.clause);
  const [isReading, setReading] = useState(false);
  const condition = form.conditions.find(({ clause }) => clause === finding.clause);
  return (
    <div className="why">
      <dl>
        <dt>依据</dt>
        <dd>
          {finding.cite}
          <span className="why-clause">
            {form.source.title}（{form.source.number}），条款编号 {finding.clause}
          </span>
          <button type="button" className="link-button" onClick={() => setReading(true)}>
            查看本表的全部条件
          </button>
        </dd>
        {condition?.reading && (
          <>
            <dt>我们的理解</dt>
            <dd>{condition.reading}</dd>
          </>
        )}
        <dt>怎样判断</dt>
        <dd>
          {finding.standing === "not_applicable" && "本条不适用于现在的申报类型和所填内容。"}
          {reason && <ReasonTree reason={reason} />}
          {failure && <FailureNote failure={failure} />}
        </dd>
      </dl>
      {isReading && (
        <RulesDialog
          form={form.id}
          edition={form.edition}
          clause={finding.clause}
          onClose={() => setReading(false)}
        />
      )}
    </div>
  );
}

/** Asked for when it is opened, and anew when the answers have changed. */
function useReason(clause: string) {
  const backend = useBackend();
  const { id } = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const { run, failure } = useCall();
  const [reason, setReason] = useState<Reason | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new report means new answers
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      const next = await backend.whyClause(id, clause);
      if (isCurrent) setReason(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [backend, run, id, clause, report]);
  return { reason, failure };
}

function ReasonTree({ reason }: { reason: Reason }) {
  const figures = [reason.have && `现状 ${reason.have}`, reason.gap].filter(Boolean).join("，");
  return (
    <div className={`reason ${reason.standing}`}>
      <p>
        <span className="reason-standing">{STANDING[reason.standing]}</span>
        {reason.asks}
      </p>
      {figures && <p className="reason-figures">{figures}</p>}
      {reason.advice && <p className="reason-advice">{reason.advice}</p>}
      {reason.places.length > 0 && (
        <ul className="reason-places">
          {reason.places.map((path) => (
            <li key={path}>
              <Used path={path} />
            </li>
          ))}
        </ul>
      )}
      {reason.inner.length > 0 && (
        <ul className="reason-inner">
          {reason.inner.map((inner, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a clause never change their order
            <li key={at}>
              <ReasonTree reason={inner} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** An answer that counted, and the way to it. */
function Used({ path }: { path: string }) {
  const { form } = useSession();
  const draft = useSnapshot((snapshot) => snapshot.draft);
  const jumpTo = useJumpTo();
  const { row, column } = readPath(path);
  const field = fieldOf(form, path);
  const columns = field && "columns" in field ? field.columns : [];
  const label = columns.find(({ id }) => id === column)?.label;
  const name = row === null ? placeName(form, path) : [rowName(draft, path), label].filter(Boolean).join(" ");
  return (
    <button type="button" className="link-button" title="去这一项" onClick={() => jumpTo(path)}>
      {name}：{answerAt(form, draft, path) ?? "未填"}
    </button>
  );
}
