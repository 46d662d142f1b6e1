import { useSession } from "../draft/useSession";
import { Icon } from "../shared/Icon";

interface Props {
  done: number;
  total: number;
  onBack: () => void;
  isOnTop: boolean;
  onTop: (onTop: boolean) => void;
  isOpenOnly: boolean;
  onOpenOnly: (isOpenOnly: boolean) => void;
  /** The sections that have answers. */
  sections: string[];
  current: string | undefined;
  onSection: (id: string) => void;
  onClear: () => void;
}

/** How far it is, what is shown, and the way back. */
export function PortalHead(props: Props) {
  const { form } = useSession();
  const { done, total, sections, isOnTop, isOpenOnly } = props;
  return (
    <header className="portal-head">
      <div className="portal-bar">
        <button type="button" className="quiet-button" onClick={props.onBack}>
          <Icon name="back" />
          返回
        </button>
        <h1>旁侧填报</h1>
        <button
          type="button"
          className="quiet-button"
          aria-pressed={isOnTop}
          onClick={() => props.onTop(!isOnTop)}
        >
          置顶
        </button>
      </div>
      <div className="portal-progress">
        <progress max={Math.max(total, 1)} value={done} aria-label="已填到平台" />
        <span>
          {done} / {total}
        </span>
      </div>
      <div className="portal-tools">
        <select
          aria-label="跳到栏目"
          value={props.current ?? ""}
          onChange={(event) => props.onSection(event.target.value)}
        >
          {form.sections
            .filter(({ id }) => sections.includes(id))
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={isOpenOnly}
            onChange={(event) => props.onOpenOnly(event.target.checked)}
          />
          只看未填
        </label>
        {done > 0 && (
          <button type="button" className="link-button" onClick={props.onClear}>
            全部取消勾选
          </button>
        )}
      </div>
    </header>
  );
}
