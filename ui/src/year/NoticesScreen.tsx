import { useEffect, useState } from "react";
import { type Notices, useBackend, type YearNotice } from "../backend";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { UndoNote } from "../shared/UndoNote";
import { useCall } from "../shared/useCall";
import { NoticeCard } from "./NoticeCard";
import { NoticeDialog } from "./NoticeDialog";
import { emptyNotice } from "./notice";

/** What the authorities announce each year: entered once, used by every draft filed in that year. */
export function NoticesScreen({ onGo }: { onGo: (place: Place) => void }) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [kept, setKept] = useState<Notices | null>(null);
  /** `replaces`: the year under which it is kept; null: it is new. */
  const [edited, setEdited] = useState<{ notice: YearNotice; replaces: number | null } | null>(null);
  const [dropped, setDropped] = useState<YearNotice | null>(null);
  useEffect(() => void run(async () => setKept(await backend.listNotices())), [run, backend]);

  const drop = (notice: YearNotice) =>
    void run(async () => {
      setKept(await backend.dropNotice(notice.form, notice.year));
      setDropped(notice);
    });
  const restore = (notice: YearNotice) =>
    void run(async () => {
      setKept(await backend.keepNotice(notice, null));
      setDropped(null);
    });
  const first = kept?.forms[0];
  return (
    <PlaceFrame
      place="notices"
      onGo={onGo}
      title="年度通知"
      lead="每年的申报通知录入一次，申报日期在该年度的草稿都会使用：截止日期、份数、另需的材料和调整的篇幅。"
      tools={
        <button
          type="button"
          className="button is-primary"
          disabled={isBusy || !first}
          onClick={() => first && setEdited({ notice: emptyNotice(first.id, new Date()), replaces: null })}
        >
          <Icon name="add" />
          录入通知
        </button>
      }
    >
      {failure && <FailureNote failure={failure} />}
      {kept?.notices.length === 0 && (
        <p className="year-empty">
          还没有录入通知。通知发布后录入，草稿会显示距截止的天数，并列出要带的材料；未录入时不显示任何期限。
        </p>
      )}
      {kept && kept.notices.length > 0 && (
        <ul className="year-list" aria-label="已录入的通知">
          {kept.notices.map((notice) => (
            <li key={`${notice.form}-${notice.year}`}>
              <NoticeCard
                notice={notice}
                form={kept.forms.find(({ id }) => id === notice.form)}
                onEdit={() => setEdited({ notice, replaces: notice.year })}
                onDrop={() => drop(notice)}
              />
            </li>
          ))}
        </ul>
      )}
      {dropped && (
        <UndoNote
          says={`已删除“${dropped.title}”。`}
          onUndo={() => restore(dropped)}
          onClose={() => setDropped(null)}
        />
      )}
      {kept && edited && (
        <NoticeDialog
          first={edited.notice}
          isNew={edited.replaces === null}
          forms={kept.forms}
          onKeep={async (notice) => setKept(await backend.keepNotice(notice, edited.replaces))}
          onClose={() => setEdited(null)}
        />
      )}
    </PlaceFrame>
  );
}
