import type { SeasonAdvice, SeasonMatter } from "../backend";
import { Icon } from "../shared/Icon";

interface Props {
  advices: SeasonAdvice[];
  onOpenAt: (draft: string, path: string | null) => void;
}

/** More than these at once are no help to anyone. */
const MOST_SHOWN = 100;

const MATTERS: Record<SeasonMatter, string> = {
  person: "人员重复",
  work: "成果重复",
  no_creator: "不在作者之列",
  unit: "单位名称不一",
};

/** What stands in several nominations, each with all its places to go to. */
export function SeasonAdvices({ advices, onOpenAt }: Props) {
  return (
    <section aria-labelledby="advices-title">
      <h2 id="advices-title">
        交叉核对<span className="count">{advices.length}</span>
      </h2>
      <p className="year-hint">
        {advices.length === 0
          ? "各份提名之间没有需要核对的人员、成果和单位。"
          : "以下只作提示，不影响各份提名的条款结论；能否重复提名、重复使用，以当年通知为准。"}
      </p>
      <ul className="season-advices">
        {advices.slice(0, MOST_SHOWN).map((advice) => (
          <li key={`${advice.says}-${advice.places.map(({ draft, path }) => `${draft}${path}`).join()}`}>
            <p>
              <span className={advice.is_sure ? "matter wrong" : "matter advice"}>
                {MATTERS[advice.matter]}
              </span>
              {advice.says}
            </p>
            <div className="season-places">
              {advice.places.map(({ draft, title, path }) => (
                <button
                  key={`${draft}-${path}`}
                  type="button"
                  className="quiet-button"
                  onClick={() => onOpenAt(draft, path)}
                >
                  {title}
                  {row(path)}
                  <Icon name="next" />
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {advices.length > MOST_SHOWN && (
        <p className="year-hint">另有 {advices.length - MOST_SHOWN} 项，见汇总工作簿。</p>
      )}
    </section>
  );
}

/** `，第 3 行` of a row's path. */
function row(path: string): string {
  const at = /\[(\d+)\]/.exec(path)?.[1];
  return at === undefined ? "" : `，第 ${Number(at) + 1} 行`;
}
