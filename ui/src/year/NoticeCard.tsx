import type { NoticeForm, YearNotice } from "../backend";
import { Icon } from "../shared/Icon";

interface Props {
  notice: YearNotice;
  /** Undefined: its form is not installed. */
  form: NoticeForm | undefined;
  onEdit: () => void;
  onDrop: () => void;
}

/** One notice with everything that it says. */
export function NoticeCard({ notice, form, onEdit, onDrop }: Props) {
  const { year, title, number, authority, opens, deadline, deadline_hour, copies, materials, contact } =
    notice;
  const name = `${year} 年${form?.title ?? notice.form}`;
  const changed = form?.limits.filter(({ key }) => notice.limits[key] !== undefined) ?? [];
  const hour = deadline_hour === null ? "" : ` ${deadline_hour} 时`;
  return (
    <article className="year-card" aria-label={name}>
      <header>
        <div>
          <p className="year-card-of">{name}</p>
          <h2>{title}</h2>
          <p className="source">{[number, authority].filter(Boolean).join(" · ")}</p>
        </div>
        <button type="button" className="button" onClick={onEdit}>
          编辑<span className="visually-hidden">{name}的通知</span>
        </button>
        <button type="button" className="icon-button" aria-label={`删除${name}的通知`} onClick={onDrop}>
          <Icon name="remove" />
        </button>
      </header>
      <dl>
        <Said what="申报时间">
          {opens || deadline ? `${opens ?? ""} 至 ${deadline ? deadline + hour : "未写明"}` : null}
        </Said>
        <Said what="纸质材料">{copies === null ? null : `一式 ${copies} 份`}</Said>
        <Said what="另需材料">
          {materials
            .map((it) => `${it.name}${it.form && `（${it.form}）`}${it.required ? "" : "，如有"}`)
            .join("；")}
        </Said>
        <Said what="联系方式">{contact}</Said>
        <Said what="调整的数值">
          {changed
            .map(({ key, label, unit, usual }) =>
              unit
                ? `${label}：${usual} ${unit}改为 ${notice.limits[key]} ${unit}`
                : `${label}：${usual} 改为 ${notice.limits[key]}`,
            )
            .join("；")}
        </Said>
      </dl>
    </article>
  );
}

/** What is not said is left out. */
function Said({ what, children }: { what: string; children: string | null }) {
  if (!children) return null;
  return (
    <>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </>
  );
}
