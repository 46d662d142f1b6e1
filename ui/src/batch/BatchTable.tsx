import type { SummaryLine } from "../backend";
import { sayDate } from "../fields/date";
import { DRAFT_STANDING } from "../shared/words";

/** Said of each draft here; the summary workbook says more. */
const MOST_SAID = 5;

/** One row for each draft of a batch. */
export function BatchTable({ lines }: { lines: SummaryLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="batch-lines" tabIndex={0} aria-label="各份申报的结果">
      <table className="batch-table">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">表单</th>
            <th scope="col">状态</th>
            <th scope="col">满足 / 不满足 / 待定</th>
            <th scope="col">不满足和待填写</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two drafts may say the same, and none is moved
            <tr key={index}>
              <th scope="row">{line.name ?? "未填写名称"}</th>
              <td>
                {line.form}
                {line.variant && <span className="source"> {line.variant}</span>}
              </td>
              <td>
                {line.standing ? (
                  <span className={`pill ${line.standing}`}>{DRAFT_STANDING[line.standing]}</span>
                ) : (
                  "未能检查"
                )}
              </td>
              <td>{line.standing && `${line.met} / ${line.not_met} / ${line.unknown}`}</td>
              <td>
                {line.failure && <p className="batch-failure">{line.failure}</p>}
                <ul>
                  {line.lacks.slice(0, MOST_SAID).map((says) => (
                    <li key={says}>{says}</li>
                  ))}
                  {line.lacks.length > MOST_SAID && <li>另有 {line.lacks.length - MOST_SAID} 项</li>}
                </ul>
                {line.ready_from && line.standing !== "ready" && (
                  <p>各条款最早于 {sayDate(line.ready_from)} 全部满足</p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
