import { useState } from "react";
import type { DraftStanding, DraftSummary } from "../backend";
import { Icon } from "../shared/Icon";
import { DRAFT_STANDING } from "../shared/words";
import { DraftCard } from "./DraftCard";
import { nameOf } from "./nameOf";

interface Props {
  drafts: DraftSummary[];
  onOpen: (id: string) => void;
  onDelete: (draft: DraftSummary) => void;
  onExport: (id: string) => void;
}

const STANDINGS: readonly DraftStanding[] = ["ready", "not_ready", "incomplete"];

/** The drafts, searched and filtered. */
export function DraftList({ drafts, onOpen, onDelete, onExport }: Props) {
  const [words, setWords] = useState("");
  const [standing, setStanding] = useState<DraftStanding | "">("");
  const found = drafts.filter(
    (draft) => matches(draft, words) && (standing === "" || draft.standing === standing),
  );
  if (drafts.length === 0) {
    return <p className="home-empty">还没有申报。请从上面选择申报类型，或者先看一份示例。</p>;
  }
  return (
    <section aria-labelledby="drafts-title">
      <div className="list-head">
        <h2 id="drafts-title">全部申报</h2>
        <div className="control search">
          <Icon name="search" />
          <input
            type="search"
            aria-label="按单位或者表名查找"
            placeholder="按单位或者表名查找"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <select
          aria-label="按状态筛选"
          value={standing}
          onChange={(event) => setStanding(event.target.value as DraftStanding | "")}
        >
          <option value="">全部状态</option>
          {STANDINGS.map((each) => (
            <option key={each} value={each}>
              {DRAFT_STANDING[each]}
            </option>
          ))}
        </select>
      </div>
      <ul className="draft-list">
        {found.map((draft) => (
          <li key={draft.id}>
            <DraftCard
              draft={draft}
              onOpen={() => onOpen(draft.id)}
              onDelete={() => onDelete(draft)}
              onExport={() => onExport(draft.id)}
            />
          </li>
        ))}
      </ul>
      <p className="home-empty" role="status">
        {found.length === 0 && "没有符合的申报。请换一个词，或者选“全部状态”。"}
      </p>
    </section>
  );
}

function matches(draft: DraftSummary, words: string): boolean {
  const text = [nameOf(draft), draft.formTitle, draft.variantTitle].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
