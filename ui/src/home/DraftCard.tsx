import { type DraftSummary, type FormSummary, type Label, useBackend } from "../backend";
import { sayDate } from "../fields/date";
import { type NewForm, newForms } from "../reuse/newForms";
import { Icon } from "../shared/Icon";
import { Menu } from "../shared/Menu";
import { whenChanged } from "../shared/time";
import { DRAFT_STANDING } from "../shared/words";
import { DraftTags } from "./DraftTags";
import { nameOf } from "./nameOf";

interface Props {
  draft: DraftSummary;
  onOpen: () => void;
  onDelete: () => void;
  onExport: () => void;
  onSend: () => void;
  knownTags: Label[];
  /** Shows the drafts with this tag. */
  onTag: (tag: string) => void;
  /** This tag was taken from it. */
  onUntagged: (tag: string) => void;
  onChanged: () => Promise<void>;
  forms: FormSummary[];
  onNext: (form: NewForm) => void;
  /** Beside another one of the same form. */
  onCompare: () => void;
  /** Against every form. */
  onProspects: () => void;
}

/** A draft: whose, for what, how far, where it stands. */
export function DraftCard({
  draft,
  onOpen,
  onDelete,
  onExport,
  onSend,
  knownTags,
  onTag,
  onUntagged,
  onChanged,
  forms,
  onNext,
  onCompare,
  onProspects,
}: Props) {
  const backend = useBackend();
  const name = nameOf(draft);
  const next = newForms(draft, forms);
  const archive = async () => {
    await backend.archiveDraft(draft.id, !draft.archived);
    await onChanged();
  };
  return (
    <article className="draft-card">
      <button type="button" className="draft-open" onClick={onOpen}>
        <span className="draft-name" title={name}>
          {name}
        </span>
        <span className="draft-form">
          {draft.formTitle} · {draft.variantTitle}
        </span>
        {draft.outOfForce && <span className="draft-lapsed">{draft.outOfForce}</span>}
      </button>
      <div className="draft-progress">
        <progress max={Math.max(draft.required, 1)} value={draft.answered} aria-label="必填内容" />
        <span>
          已填 {draft.answered} / {draft.required} 项
        </span>
      </div>
      {draft.excerpt ? (
        <span className="pill">分发的部分</span>
      ) : (
        <span className={`pill ${draft.standing}`}>{DRAFT_STANDING[draft.standing]}</span>
      )}
      <dl className="draft-dates">
        <div>
          <dt>申报日期</dt>
          <dd>{draft.filingDate ? sayDate(draft.filingDate) : "未定"}</dd>
        </div>
        {draft.due && (
          <div>
            <dt>截止日期</dt>
            <dd className={draft.dueGroup === "soon" ? "is-soon" : ""}>{sayDate(draft.due)}</dd>
          </div>
        )}
        <div>
          <dt>上次修改</dt>
          <dd>{whenChanged(draft.changedAt, new Date())}</dd>
        </div>
      </dl>
      <div className="draft-tools">
        {next.length > 0 && (
          <Menu
            label="据此新建…"
            name={`据此新建… ${name}`}
            items={next.map((form) => ({ label: form.label, onChoose: () => onNext(form) }))}
          />
        )}
        {!draft.excerpt && (
          <Menu
            label="对照…"
            name={`对照… ${name}`}
            items={[
              { label: "还能申报什么", onChoose: onProspects },
              { label: "与另一份比较", onChoose: onCompare },
            ]}
          />
        )}
        <Menu
          label="导出…"
          name={`导出 ${name}`}
          items={[
            { label: "加密文件（.shenbao，含附件）", onChoose: onSend },
            { label: "可读文件（.shenbao.json，不加密）", onChoose: onExport },
          ]}
        />
        <button
          type="button"
          className="quiet-button"
          aria-label={`${draft.archived ? "取消归档" : "归档"} ${name}`}
          onClick={() => void archive()}
        >
          {draft.archived ? "取消归档" : "归档"}
        </button>
        <button
          type="button"
          className="icon-button"
          title="删除"
          aria-label={`删除 ${name}`}
          onClick={onDelete}
        >
          <Icon name="remove" />
        </button>
      </div>
      <DraftTags
        draft={draft}
        known={knownTags}
        onTag={onTag}
        onUntagged={onUntagged}
        onChanged={onChanged}
      />
    </article>
  );
}
