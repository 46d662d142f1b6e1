import { useEffect, useState } from "react";
import { type DraftNotice, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";

/** The notice that the open draft uses, asked for anew when the filing date changes. */
function useNotice(): DraftNotice | null {
  const backend = useBackend();
  const session = useSession();
  // Saved: the answer hangs on what is on the disk.
  const savedAt = useSnapshot((snapshot) => snapshot.draft.filing_date);
  const [notice, setNotice] = useState<DraftNotice | null>(null);
  useEffect(() => {
    let isCurrent = savedAt !== undefined;
    void (async () => {
      await session.flush();
      const found = await backend.draftNotice(session.id).catch(() => null);
      if (isCurrent) setNotice(found);
    })();
    return () => {
      isCurrent = false;
    };
  }, [backend, session, savedAt]);
  return notice;
}

/** The days that are left, beside the fields. */
export function Countdown() {
  const notice = useNotice();
  if (!notice?.countdown) return null;
  return (
    <p className={notice.isPast ? "countdown is-past" : "countdown"} title={notice.cite} role="status">
      <Icon name="clock" />
      {notice.countdown}
    </p>
  );
}

/** What the notice asks for, in the review. */
export function NoticeNote() {
  const notice = useNotice();
  if (!notice) return null;
  return (
    <section className="notice-note" aria-labelledby="notice-note-title">
      <h3 id="notice-note-title">当年通知的要求</h3>
      <p>
        本草稿按{notice.cite}办理。{notice.countdown && `${notice.countdown}。`}
        {notice.changes > 0 && `通知调整了 ${notice.changes} 项惯例数值。`}
      </p>
      {notice.toBring.length > 0 && (
        <ul aria-label="需要提交">
          {notice.toBring.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {notice.contact && <p>联系方式：{notice.contact}</p>}
    </section>
  );
}
