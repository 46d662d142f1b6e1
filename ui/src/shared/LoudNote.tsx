import { Icon } from "./Icon";

/** What must not be overlooked: the measure is not in force. */
export function LoudNote({ says }: { says: string }) {
  return (
    <div className="note wrong is-loud" role="alert">
      <Icon name="warn" />
      <strong>{says}</strong>
    </div>
  );
}
