import type { Nomination, SeasonView } from "../backend";
import { DRAFT_STANDING } from "../shared/words";

interface Props {
  season: SeasonView;
  onOpen: (id: string) => void;
}

const TONES: Record<Nomination["standing"], string> = {
  ready: "met",
  not_ready: "wrong",
  incomplete: "missing",
};

/** By category: where each nomination stands and what it lacks. */
export function NominationTable({ season, onOpen }: Props) {
  const title = season.year === null ? "未填写提名年度的提名" : `${season.year} 年度的提名`;
  return (
    <section aria-labelledby="nominations-title">
      <h2 id="nominations-title">{title}</h2>
      <table className="season-table">
        <thead>
          <tr>
            {["类别", "名称", "状态", "必填未填", "条件未满足", "条件待确认", "申报日期"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {season.nominations.map((each) => (
            <tr key={each.id}>
              <td>{each.category}</td>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => onOpen(each.id)}>
                  {each.title}
                </button>
              </th>
              <td className={`standing-word ${TONES[each.standing]}`}>{DRAFT_STANDING[each.standing]}</td>
              <td className="number">{each.missing}</td>
              <td className="number">{each.notMet}</td>
              <td className="number">{each.unknown}</td>
              <td>{each.filingDate ?? "未填写"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
