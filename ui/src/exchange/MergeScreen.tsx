import { useState } from "react";
import { type Merging, type OpenDraft, type Side, useBackend } from "../backend";
import { ChangeList } from "../history/ChangeList";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";
import { ConflictCard } from "./ConflictCard";

interface Props {
  merging: Merging;
  onMerged: (opened: OpenDraft) => void;
  onBack: () => void;
}

/** What a part that comes back would change, and whose value counts where both sides changed something. */
export function MergeScreen({ merging, onMerged, onBack }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const { form, conflicts, taken, handout, applicant } = merging;
  const [sides, setSides] = useState<(Side | null)[]>(() => conflicts.map(() => null));
  const decisions = sides.flatMap((side) => side ?? []);
  const left = conflicts.length - decisions.length;
  const decide = (at: number, side: Side) => setSides(sides.with(at, side));
  const merge = () =>
    void run(async () =>
      onMerged(await during("正在合并", (onProgress) => backend.mergeReturned(decisions, onProgress))),
    );
  return (
    <main className="merge-screen" aria-labelledby="merge-title">
      <header>
        <h1 id="merge-title">合并“{handout.to}”交回的内容</h1>
        <p>
          {applicant ?? "未填写名称"} · {form.title} · {handout.sections.join("、")}
        </p>
      </header>
      {failure && <FailureNote failure={failure} />}
      {conflicts.length > 0 && (
        <section aria-labelledby="conflicts-title">
          <h2 id="conflicts-title">两边都改过，请逐项选择（{conflicts.length} 项）</h2>
          {conflicts.map((conflict, at) => (
            <ConflictCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a conflict is known by its place
              key={at}
              number={at + 1}
              form={form}
              conflict={conflict}
              side={sides[at] ?? null}
              onDecide={(side) => decide(at, side)}
            />
          ))}
        </section>
      )}
      <section aria-labelledby="taken-title">
        <h2 id="taken-title">直接采用的改动（{taken.length} 项）</h2>
        {taken.length === 0 ? (
          <p className="home-empty">没有可以直接采用的改动。</p>
        ) : (
          <ChangeList form={form} changes={taken} />
        )}
      </section>
      <LongWork work={work} />
      <footer className="merge-foot">
        <p role="status">
          {left > 0
            ? `还有 ${left} 项没有选择。`
            : "合并后记为一次改动，可以撤销；采用的内容会标明来源，待您核对。"}
        </p>
        <button type="button" className="button" disabled={isBusy} onClick={onBack}>
          暂不合并
        </button>
        <button type="button" className="button is-primary" disabled={isBusy || left > 0} onClick={merge}>
          <Icon name="check" />
          合并
        </button>
      </footer>
    </main>
  );
}
