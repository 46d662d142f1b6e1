import { useContext } from "react";
import { Icon } from "../shared/Icon";
import { KeyReminder } from "./keyReminder";

/** Says that the recovery key has yet to be written down; nothing while it has been, or while that is put off. */
export function ReminderNote() {
  const reminder = useContext(KeyReminder);
  if (!reminder) return null;
  return (
    <section className="note missing reminder" aria-label="恢复密钥尚未抄存">
      <Icon name="lock" />
      <p>
        <strong>恢复密钥尚未抄存。</strong>更换电脑、重装系统或者忘记口令时，只有凭它才能打开资料库。
      </p>
      <button type="button" className="button" onClick={reminder.onShow}>
        现在抄存
      </button>
      <button type="button" className="quiet-button" onClick={reminder.onLater}>
        下次启动再提醒
      </button>
    </section>
  );
}
