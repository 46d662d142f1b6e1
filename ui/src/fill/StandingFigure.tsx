import type { Report } from "../backend";
import { sayDate } from "../fields/date";
import { DRAFT_STANDING } from "../shared/words";

/** The whole draft's standing in one look: the verdict, how many clauses are met, and what is still to be filled in. */
export function StandingFigure({ report }: { report: Report }) {
  const deciding = report.findings.filter(
    ({ binding, standing }) => binding === "regulation" && standing !== "not_applicable",
  );
  const count = (standing: string) => deciding.filter((finding) => finding.standing === standing).length;
  const parts = { met: count("met"), not_met: count("not_met"), unknown: count("unknown") };
  const gaps = report.field_findings.filter(({ standing }) => standing === "unknown").length;
  const wrong = report.field_findings.filter(({ standing }) => standing === "not_met").length;
  return (
    <section className={`standing ${report.standing}`} aria-label="总体情况" aria-live="polite">
      <p className="standing-verdict">{DRAFT_STANDING[report.standing]}</p>
      <p className="standing-figure">
        <b>{parts.met}</b>
        <span> / {deciding.length} 项条件已满足</span>
      </p>
      <div className="standing-bar" aria-hidden="true">
        {(["met", "not_met", "unknown"] as const).map(
          (part) => parts[part] > 0 && <span key={part} className={part} style={{ flexGrow: parts[part] }} />,
        )}
      </div>
      <p className="standing-rest">
        {gaps + wrong === 0
          ? "必填内容已齐全。"
          : [gaps && `缺 ${gaps} 项`, wrong && `${wrong} 处有误`].filter(Boolean).join("，")}
        {report.ready_from && parts.not_met > 0 && (
          <span className="ready-from">按现有内容，最早 {sayDate(report.ready_from)} 满足全部条件。</span>
        )}
      </p>
    </section>
  );
}
