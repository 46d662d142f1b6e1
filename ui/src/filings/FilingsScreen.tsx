import { useEffect, useState } from "react";
import { useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { sayDate } from "../fields/date";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { FilingDetail } from "./FilingDetail";
import { useFilings } from "./filings";
import { MarkFiled } from "./MarkFiled";

/** What was filed, why it was sent back, and what is handed in then. */
export function FilingsScreen({ onBack }: { onBack: () => void }) {
  const backend = useBackend();
  const session = useSession();
  const { filings, setFilings } = useFilings();
  const { run, failure } = useCall();
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(
    () => void run(async () => setFilings(await backend.listFilings(session.id))),
    [run, backend, session, setFilings],
  );
  const current = filings.find(({ id }) => id === chosen) ?? filings[0];
  return (
    <main className="history-screen" aria-labelledby="filings-title">
      <section className="history-list">
        <header>
          <button type="button" className="button" onClick={onBack}>
            <Icon name="back" />
            返回
          </button>
          <h2 id="filings-title">提交与退回</h2>
        </header>
        {failure && <FailureNote failure={failure} />}
        {filings.length === 0 && (
          <p className="home-empty">还没有提交记录。生成材料后可标记为已提交，当时的内容会原样留存。</p>
        )}
        <ol>
          {filings.map((filing) => (
            <li key={filing.id}>
              <button
                type="button"
                className="revision"
                aria-current={filing === current ? "true" : undefined}
                onClick={() => setChosen(filing.id)}
              >
                <span className="revision-time">
                  {sayDate(filing.filedOn)}提交
                  {filing.isCurrent && <strong>与当前内容相同</strong>}
                  {filing.sentBack && <em>已退回</em>}
                </span>
                <span>核对码 {filing.checkCode}</span>
              </button>
            </li>
          ))}
        </ol>
        {
          // Otherwise nothing would be kept that is not kept already.
          !filings[0]?.isCurrent && (
            <MarkFiled label="将当前内容记为已提交" code={null} onMarked={() => setChosen(null)} />
          )
        }
      </section>
      <section className="history-changes" aria-label="提交的内容">
        {current && <FilingDetail key={current.id} filing={current} onFilings={setFilings} />}
      </section>
    </main>
  );
}
