import { useEffect, useState } from "react";
import { type Outlook, useBackend } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";
import { FailureNote } from "../shared/FailureNote";
import { useCall } from "../shared/useCall";
import { BarChart } from "./BarChart";
import { chartsOf } from "./charts";
import { Gauges } from "./Gauges";
import { Timeline } from "./Timeline";

/** For looking instead of reading: limits, three years, the procedure. What a form has none of is left out. */
export function Insight() {
  const { form } = useSession();
  const draft = useSnapshot((snapshot) => snapshot.draft);
  const report = useSnapshot((snapshot) => snapshot.report);
  const { outlook, failure } = useOutlook();
  const charts = chartsOf(form, draft, report);
  const { gauges = [], timeline = [] } = outlook ?? {};
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      {gauges.length > 0 && (
        <section className="insight" aria-labelledby="gauges-title">
          <h3 id="gauges-title">数值与规定的界限</h3>
          <Gauges gauges={gauges} />
        </section>
      )}
      {charts.length > 0 && (
        <section className="insight" aria-labelledby="charts-title">
          <h3 id="charts-title">逐年数据</h3>
          <div className="charts">
            {charts.map((chart) => (
              <BarChart key={chart.key} chart={chart} />
            ))}
          </div>
        </section>
      )}
      {timeline.length > 0 && (
        <section className="insight" aria-labelledby="timeline-title">
          <h3 id="timeline-title">办理程序</h3>
          <Timeline steps={timeline} />
        </section>
      )}
    </>
  );
}

function useOutlook() {
  const backend = useBackend();
  const session = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const { run, failure } = useCall();
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new report means new answers
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      const next = await backend.lookAt(session.id);
      if (isCurrent) setOutlook(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [backend, session, run, report]);
  return { outlook, failure };
}
