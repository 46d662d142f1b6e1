import { Icon } from "../shared/Icon";
import type { Match } from "./matches";

interface Props {
  found: readonly Match[];
  shown: Match | undefined;
  onShow: (match: Match) => void;
}

/** What fits; one of them is shown beside it. */
export function MatchList({ found, shown, onShow }: Props) {
  return (
    <ul className="match-list" aria-label="符合的申报事项">
      {found.map((match) => (
        <li key={match.key}>
          <button
            type="button"
            aria-current={match.key === shown?.key ? "true" : undefined}
            onClick={() => onShow(match)}
          >
            <strong>{match.variant.title}</strong>
            <span>{match.form.title}</span>
            {match.form.out_of_force && (
              <span className="match-lapsed">
                <Icon name="warn" />
                办法在所选日期不在施行期内
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
