import { useCallback, useEffect, useMemo, useState } from "react";
import { type BackTo, type Change, type History, useBackend } from "../backend";
import { placeName } from "../draft/shown";
import { useSession } from "../draft/useSession";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { whenChanged } from "../shared/time";
import { useCall } from "../shared/useCall";
import { ChangeList } from "./ChangeList";
import { runsOf } from "./runs";

interface Props {
  onBack: () => void;
}

/** What was changed when; any two states side by side; the way back to one. */
export function HistoryScreen({ onBack }: Props) {
  const backend = useBackend();
  const session = useSession();
  const { run, isBusy, failure } = useCall();
  const [history, setHistory] = useState<History | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [base, setBase] = useState<number | null>(null);
  const [changes, setChanges] = useState<Change[] | null>(null);
  const [isBack, setBack] = useState(false);
  const runs = useMemo(() => runsOf(history?.revisions ?? []), [history]);

  const load = useCallback(
    (before: number | null) =>
      run(async () => {
        const next = await backend.listRevisions(session.id, before);
        setHistory((known) =>
          before === null || !known ? next : { ...next, revisions: [...known.revisions, ...next.revisions] },
        );
      }),
    [run, backend, session],
  );
  useEffect(() => void load(null), [load]);

  const before = base ?? (runs.find(({ line }) => line.number === chosen)?.first ?? 0) - 1;
  // The earlier one is shown first, whichever was chosen first; null: there is nothing to hold it against.
  const [from, to] =
    chosen === null || before < 0 || before === chosen
      ? [null, null]
      : [Math.min(before, chosen), Math.max(before, chosen)];
  useEffect(() => {
    if (from === null) return;
    let isCurrent = true;
    setChanges(null);
    void run(async () => {
      const found = await backend.compareRevisions(session.id, from, to);
      if (isCurrent) setChanges(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [from, to, run, backend, session]);

  const goBack = (revision: number) =>
    void run(async () => {
      await session.goBack(revision);
      setBack(session.snapshot().saving.state === "saved");
      setChosen(null);
      setBase(null);
      await load(null);
    });

  const name = (places: string[], more: number) => {
    const names = places.map((place) => PLAIN[place] ?? placeName(session.form, place));
    return names.join("、") + (more > 0 ? ` 等 ${names.length + more} 处` : "");
  };

  return (
    <main className="history-screen" aria-labelledby="history-title">
      <section className="history-list">
        <header>
          <button type="button" className="button" onClick={onBack}>
            <Icon name="back" />
            返回
          </button>
          <h2 id="history-title">历史记录</h2>
        </header>
        {history?.revisions.length === 0 && <p className="home-empty">还没有改动。</p>}
        <ol>
          {runs.map(({ line }) => (
            <li key={line.number} className={line.undone ? "is-undone" : undefined}>
              <button
                type="button"
                className="revision"
                aria-current={line.number === chosen ? "true" : undefined}
                onClick={() => setChosen(line.number)}
              >
                <span className="revision-time">
                  {whenChanged(line.madeAt, new Date())}
                  {line.number === history?.current && <strong>当前内容</strong>}
                  {line.undone && <em>已撤销</em>}
                  {line.number === base && <em>对比起点</em>}
                </span>
                <span>
                  {[line.backTo && `回到${sayState(line.backTo)}`, name(line.places, line.morePlaces)]
                    .filter(Boolean)
                    .join("：") || "内容没有改动"}
                </span>
              </button>
            </li>
          ))}
          {history && history.revisions.length > 0 && !history.hasMore && (
            <li>
              <button
                type="button"
                className="revision"
                aria-current={chosen === 0 ? "true" : undefined}
                onClick={() => setChosen(0)}
              >
                <span>最初的内容{history.current === 0 && <strong>（当前内容）</strong>}</span>
              </button>
            </li>
          )}
        </ol>
        {history?.hasMore && (
          <button
            type="button"
            className="quiet-button"
            disabled={isBusy}
            onClick={() => void load(history.revisions.at(-1)?.number ?? null)}
          >
            更早的改动
          </button>
        )}
      </section>
      <section className="history-changes" aria-label="改动内容">
        {failure && <FailureNote failure={failure} />}
        {chosen === null && isBack && (
          <p className="note met" role="status">
            已回到所选的内容。此前的内容仍在左边，可以随时再回去。
          </p>
        )}
        {chosen === null ? (
          <p className="home-empty">选择左边的一次改动，查看当时改了什么，或者回到当时的内容。</p>
        ) : (
          <>
            <div className="history-tools">
              <span>{saysBase(base, chosen)}</span>
              <button type="button" className="button" onClick={() => setBase(base === null ? chosen : null)}>
                {base === null ? "以此为对比起点" : "取消起点"}
              </button>
              <button
                type="button"
                className="button is-primary"
                disabled={isBusy || chosen === history?.current}
                onClick={() => goBack(chosen)}
              >
                回到这时的内容
              </button>
            </div>
            {from !== null && changes && <ChangeList form={session.form} changes={changes} />}
          </>
        )}
      </section>
    </main>
  );
}

function sayState({ madeAt }: BackTo): string {
  return madeAt === null ? "最初的内容" : `${whenChanged(madeAt, new Date())} 的内容`;
}

function saysBase(base: number | null, chosen: number): string {
  if (base === chosen) return "已设为对比起点，请在左边再选一次改动";
  if (base !== null) return "与所选起点对比：左为较早的内容，右为较晚的内容";
  return chosen === 0 ? "第一次改动之前的内容" : "与上一次改动之后的内容对比";
}

const PLAIN: Record<string, string> = { variant: "申报类型", filing_date: "申报日期", attachments: "附件" };
