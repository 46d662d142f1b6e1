import type { Failure } from "../backend";
import { Icon } from "./Icon";

interface Props {
  failure: Failure;
  onRetry?: () => void;
}

/** What went wrong, then what to do. */
export function FailureNote({ failure, onRetry }: Props) {
  return (
    <div className="note wrong" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{failure.message}</strong>
        {failure.hint && <p>{failure.hint}</p>}
      </div>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          再试一次
        </button>
      )}
    </div>
  );
}
