import { useState } from "react";
import type { Step } from "../DraftScreen";
import { useJumpTo } from "../draft/jump";
import { useSession, useSnapshot } from "../draft/useSession";
import { InForceNote } from "../fill/InForceNote";
import { StandingFigure } from "../fill/StandingFigure";
import { WhyFoot } from "../fill/WhyFoot";
import { Insight } from "../insight/Insight";
import { NextSteps } from "../next/NextSteps";
import { Icon } from "../shared/Icon";
import { Tabs } from "../shared/Tabs";
import { NoticeNote } from "../year/NoticeNote";
import { type Entry, type Group, reviewGroups } from "./groups";

/** A long table can have thousands of gaps; more than these are no help to anyone at once. */
const MOST_SHOWN = 100;

type Look = "list" | "pictures";

const LOOKS: readonly { id: Look; label: string }[] = [
  { id: "list", label: "逐项核对" },
  { id: "pictures", label: "图表和进程" },
];

/** Where the draft stands as a whole: what to do next, then item by item or in pictures. */
export function ReviewScreen({ onStep }: { onStep: (step: Step) => void }) {
  const report = useSnapshot((snapshot) => snapshot.report);
  const [look, setLook] = useState<Look>("list");
  return (
    <main className="review" aria-labelledby="review-title">
      <div className="review-inner">
        <h2 id="review-title">核对</h2>
        <InForceNote />
        <div className="review-top">
          <StandingFigure report={report} />
          <div className="review-next">
            <p>
              {report.standing === "ready"
                ? "全部条件均已满足，必填内容齐全，可以生成提交材料。"
                : "尚未齐备时也可以生成材料，每页会标明“草稿”，并在最前面列出所缺内容。"}
            </p>
            <button type="button" className="button is-primary" onClick={() => onStep("generate")}>
              预览与生成
              <Icon name="next" />
            </button>
          </div>
        </div>
        <NextSteps />
        <NoticeNote />
        <div className="review-looks">
          <Tabs label="怎样查看" tabs={LOOKS} chosen={look} onChoose={setLook} />
        </div>
        {look === "list" ? <ReviewGroups /> : <Insight />}
      </div>
    </main>
  );
}

/** Everything that is left to do, by what there is to do. */
function ReviewGroups() {
  const { form } = useSession();
  const report = useSnapshot((snapshot) => snapshot.report);
  const [only, setOnly] = useState<Group["id"] | "">("");
  const all = reviewGroups(form, report);
  // A group that has become empty shows everything again.
  const chosen = all.filter(({ id }) => id === only);
  const groups = chosen.length > 0 ? chosen : all;
  return (
    <>
      <label className="review-filter">
        只看
        <select
          value={chosen.length > 0 ? only : ""}
          onChange={(event) => setOnly(event.target.value as Group["id"] | "")}
        >
          <option value="">全部</option>
          {all.map(({ id, title, entries }) => (
            <option key={id} value={id}>
              {title}（{entries.length}）
            </option>
          ))}
        </select>
      </label>
      {groups.map((group) => (
        <ReviewGroup key={group.id} group={group} />
      ))}
    </>
  );
}

function ReviewGroup({ group }: { group: Group }) {
  return (
    <section className={`review-group ${group.id}`} aria-labelledby={`group-${group.id}`}>
      <header>
        <h3 id={`group-${group.id}`}>
          {group.title}
          <span className="count">{group.entries.length}</span>
        </h3>
        <p>{group.hint}</p>
      </header>
      <ul>
        {group.entries.slice(0, MOST_SHOWN).map((entry) => (
          <li key={entry.key}>
            <ReviewEntry entry={entry} />
          </li>
        ))}
        {group.entries.length > MOST_SHOWN && (
          <li className="entry">另有 {group.entries.length - MOST_SHOWN} 项，处理以上各项后依次显示。</li>
        )}
      </ul>
    </section>
  );
}

function ReviewEntry({ entry }: { entry: Entry }) {
  const jumpTo = useJumpTo();
  const { path, finding } = entry;
  const body = (
    <>
      <span className="entry-what">{entry.what}</span>
      {entry.says && <span className="entry-says">{entry.says}</span>}
      {entry.cite && !finding && <span className="cite">{entry.cite}</span>}
    </>
  );
  return (
    <>
      {path === null ? (
        <div className="entry">{body}</div>
      ) : (
        <button type="button" className="entry" onClick={() => jumpTo(path)}>
          {body}
          <span className="entry-go">
            去填写
            <Icon name="next" />
          </span>
        </button>
      )}
      {finding && <WhyFoot finding={finding} />}
    </>
  );
}
