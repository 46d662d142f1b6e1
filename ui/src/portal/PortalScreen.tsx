import { useEffect, useState } from "react";
import type { PortalEntry } from "../backend";
import { useSession } from "../draft/useSession";
import { FailureNote } from "../shared/FailureNote";
import { PortalHead } from "./PortalHead";
import { PortalLine } from "./PortalLine";
import { useLines } from "./useLines";
import { usePortal } from "./usePortal";
import { usePortalKeys } from "./usePortalKeys";
import { useStandBeside } from "./useStandBeside";

/** The answers in the order of the form, beside the authority's platform: each is copied with one key. */
export function PortalScreen({ onBack }: { onBack: () => void }) {
  const { form } = useSession();
  const { entries, isReady, copy, tick, said, say, failure } = usePortal();
  const beside = useStandBeside();
  const [isOpenOnly, setOpenOnly] = useState(false);
  /** What was ticked before all ticks were taken away. */
  const [cleared, setCleared] = useState<string[]>([]);
  const lines = isOpenOnly ? entries.filter(({ done }) => !done) : entries;
  const { list, at, current, goTo, setPlace, first, drawn } = useLines(lines);
  // The keyboard begins where it was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the lines are there
  useEffect(() => {
    if (isReady) goTo(lines.findIndex((entry) => !entry.done));
  }, [isReady]);
  const done = entries.filter((entry) => entry.done).map(({ place }) => place);
  const titles = new Map(form.sections.map(({ id, title }) => [id, title]));

  const take = async (entry: PortalEntry) => {
    const from = lines.indexOf(entry);
    if (!(await copy(entry))) return;
    setCleared([]);
    goTo(from + 1);
  };
  const actions: Record<string, () => void> = {
    j: () => goTo(at + 1),
    ArrowDown: () => goTo(at + 1),
    k: () => goTo(at - 1),
    ArrowUp: () => goTo(at - 1),
    Home: () => goTo(0),
    End: () => goTo(lines.length - 1),
    c: () => current && void take(current),
    x: () => current && void tick([current.place], !current.done),
    Escape: onBack,
  };
  usePortalKeys(actions);
  const clear = async () => {
    await tick(done, false);
    setCleared(done);
    say("");
  };
  const restore = async () => {
    await tick(cleared, true);
    setCleared([]);
  };

  return (
    <main className="portal">
      <PortalHead
        done={done.length}
        total={entries.length}
        onBack={onBack}
        isOnTop={beside.isOnTop}
        onTop={beside.keepOnTop}
        isOpenOnly={isOpenOnly}
        onOpenOnly={setOpenOnly}
        sections={[...new Set(lines.map(({ section }) => section))]}
        current={current?.section}
        onSection={(id) => goTo(lines.findIndex(({ section }) => section === id))}
        onClear={() => void clear()}
      />
      {failure && <FailureNote failure={failure} />}
      {beside.failure && <FailureNote failure={beside.failure} />}
      <ol className="portal-list" ref={list} aria-label="待填到平台的内容" aria-busy={!isReady}>
        {drawn.map((entry, index) => {
          const before = lines[first + index - 1];
          return (
            <Group key={entry.place} entry={entry} before={before} title={titles.get(entry.section)}>
              <PortalLine
                entry={entry}
                isCurrent={entry === current}
                onCopy={() => void take(entry)}
                onTick={(isDone) => void tick([entry.place], isDone)}
                onFocus={() => setPlace(entry.place)}
              />
            </Group>
          );
        })}
      </ol>
      {isReady && lines.length === 0 && (
        <p className="portal-empty">
          {entries.length === 0 ? "还没有填写内容。请返回填写后再来。" : "全部内容都已填到平台。"}
        </p>
      )}
      <footer className="portal-foot">
        <p role="status">{cleared.length > 0 ? `已取消 ${cleared.length} 项勾选。` : said}</p>
        {cleared.length > 0 && (
          <button type="button" className="link-button" onClick={() => void restore()}>
            恢复
          </button>
        )}
        <p className="portal-keys">Enter 或 C 复制并到下一项，J、K 或方向键移动，X 勾选，Esc 返回</p>
      </footer>
    </main>
  );
}

interface GroupProps {
  entry: PortalEntry;
  before: PortalEntry | undefined;
  title: string | undefined;
  children: React.ReactNode;
}

/** A line, below the heading of its section and of its row where those begin. */
function Group({ entry, before, title, children }: GroupProps) {
  const { row, section } = entry;
  const isNewRow = row && (before?.row?.table !== row.table || before.row.name !== row.name);
  return (
    <>
      {before?.section !== section && (
        <li className="portal-section">
          <h2>{title}</h2>
        </li>
      )}
      {isNewRow && (
        <li className="portal-row">
          {row.table} · {row.name}
        </li>
      )}
      {children}
    </>
  );
}
