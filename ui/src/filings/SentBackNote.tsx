import { useJumpTo } from "../draft/jump";
import { placeName } from "../draft/shown";
import { useSession } from "../draft/useSession";
import { sayDate } from "../fields/date";
import { Icon } from "../shared/Icon";
import { useSentBack } from "./filings";

/** Who sent the application back, and the way to what was to be changed. */
export function SentBackNote() {
  const { form } = useSession();
  const jumpTo = useJumpTo();
  const sentBack = useSentBack();
  if (!sentBack) return null;
  const fields = Object.keys(sentBack.fields);
  return (
    <div className="note missing">
      <Icon name="undo" />
      <div>
        <strong>
          {sentBack.by}于{sayDate(sentBack.on)}退回修改
        </strong>
        {sentBack.reason && <p>{sentBack.reason}</p>}
        {fields.length > 0 && (
          <ul className="sent-back-fields">
            {fields.map((field) => (
              <li key={field}>
                <button type="button" className="link-button" onClick={() => jumpTo(field)}>
                  {placeName(form, field)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
