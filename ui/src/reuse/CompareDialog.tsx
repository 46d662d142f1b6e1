import { useEffect, useId, useState } from "react";
import { type ComparedDrafts, type DraftSummary, useBackend } from "../backend";
import { ChangeList } from "../history/ChangeList";
import { nameOf } from "../home/nameOf";
import { ALL_DRAFTS } from "../home/useFoundDrafts";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";

interface Props {
  draft: DraftSummary;
  onClose: () => void;
}

/** A draft beside another one of the same form, last year's for example: field by field, row by row. */
export function CompareDialog({ draft, onClose }: Props) {
  const backend = useBackend();
  const title = useId();
  const { run, isBusy, failure } = useCall();
  const [others, setOthers] = useState<DraftSummary[] | null>(null);
  const [other, setOther] = useState("");
  const [compared, setCompared] = useState<{ with: string; is: ComparedDrafts } | null>(null);
  useEffect(() => {
    void run(async () => {
      // Its own applicant's come first: last year's is among them.
      const own = { ...ALL_DRAFTS, form: draft.form, applicant: draft.applicant };
      const all = { ...own, applicant: null };
      const asked = [own, { ...own, archived: true }, all, { ...all, archived: true }];
      const found = await Promise.all(asked.map((wanted) => backend.findDrafts(wanted)));
      const byId = new Map(found.flatMap(({ drafts }) => drafts).map((each) => [each.id, each]));
      setOthers([...byId.values()].filter(({ id, excerpt }) => id !== draft.id && !excerpt));
    });
  }, [run, backend, draft]);
  const choose = (id: string) => {
    setOther(id);
    if (id) void run(async () => setCompared({ with: id, is: await backend.compareDrafts(id, draft.id) }));
  };
  const shown = compared?.with === other ? compared.is : null;
  return (
    <Dialog labelledBy={title} onClose={onClose} isWide>
      <div className="reuse">
        <h2 id={title}>“{nameOf(draft)}”与另一份比较</h2>
        {failure && <FailureNote failure={failure} />}
        {others?.length === 0 && <p>没有同一种表单的其他申报可以比较。</p>}
        {others && others.length > 0 && (
          <label className="reuse-choice">
            与哪一份比较
            <span className="control">
              <select value={other} onChange={(event) => choose(event.target.value)}>
                <option value="">请选择</option>
                {others.map((each) => (
                  <option key={each.id} value={each.id}>
                    {sayDraft(each)}
                  </option>
                ))}
              </select>
            </span>
          </label>
        )}
        <div className="reuse-found" aria-busy={isBusy}>
          {shown && <p className="reuse-lead">每一项先列所选的一份，后列“{nameOf(draft)}”这一份。</p>}
          {shown && <ChangeList form={shown.form} changes={shown.changes} />}
        </div>
        <div className="reuse-tools">
          <button type="button" className="button" onClick={onClose}>
            关闭
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function sayDraft(draft: DraftSummary): string {
  const filed = draft.filingDate ?? "申报日期未定";
  const parts = [nameOf(draft), draft.variantTitle, draft.edition, filed, draft.archived && "已归档"];
  return parts.filter(Boolean).join(" · ");
}
