import type { Draft, Report, Section } from "../backend";
import { gapsByField } from "../draft/findings";
import { useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";
import { SectionRing } from "./SectionRing";

interface Props {
  sections: Section[];
  current: string;
  onGo: (id: string) => void;
  hasPreview: boolean;
  /** Null: nothing of it is printed. */
  onPreview: ((isWanted: boolean) => void) | null;
}

/** The way around the form: every section with how far it is. */
export function SectionNav({ sections, current, onGo, hasPreview, onPreview }: Props) {
  const report = useSnapshot((snapshot) => snapshot.report);
  const unanswered = useSnapshot(({ draft }) => unansweredOf(sections, draft)).split(" ");
  return (
    <nav className="section-nav" aria-label="栏目">
      <ol>
        {sections.map((section, index) => {
          const progress = report.sections.find(({ id }) => id === section.id);
          const isEmpty = progress?.required === 0 && unanswered.includes(section.id);
          const state = stateOf(section, report, isEmpty);
          return (
            <li key={section.id}>
              <button
                type="button"
                aria-current={section.id === current ? "page" : undefined}
                onClick={() => onGo(section.id)}
              >
                <SectionRing number={index + 1} progress={progress} isDone={state.tone === "done"} />
                <span className="nav-title">{section.title}</span>
                <State of={state} />
                <Carried count={progress?.carried ?? 0} />
              </button>
            </li>
          );
        })}
      </ol>
      {onPreview && (
        <button
          type="button"
          className="preview-toggle"
          aria-pressed={hasPreview}
          onClick={() => onPreview(!hasPreview)}
        >
          <Icon name="file" />
          <span>在旁边预览页面</span>
        </button>
      )}
    </nav>
  );
}

/** The ids of the sections in which nothing is answered, as one text: it stays the same while they do. */
function unansweredOf(sections: Section[], { answers, attachments = [] }: Draft): string {
  const isAnswered = (id: string) =>
    answers[id] !== undefined || attachments.some(({ field }) => field === id);
  return sections
    .filter(({ fields }) => !fields.some(({ id }) => isAnswered(id)))
    .map(({ id }) => id)
    .join(" ");
}

type SectionState = { tone: "wrong" | "missing"; count: number } | { tone: "done" } | { tone: "empty" };

/** `isEmpty`: nothing is required there and nothing stands there, which is not to be called done. */
function stateOf(section: Section, report: Report, isEmpty: boolean): SectionState {
  const gaps = gapsByField(report);
  const own = section.fields.flatMap(({ id }) => gaps.get(id) ?? []);
  const wrong = own.reduce((sum, each) => sum + each.wrong, 0);
  if (wrong > 0) return { tone: "wrong", count: wrong };
  const missing = own.reduce((sum, each) => sum + each.missing, 0);
  if (missing > 0) return { tone: "missing", count: missing };
  return { tone: isEmpty ? "empty" : "done" };
}

/** What is still to be looked at, beside what is still to be done. */
function Carried({ count }: { count: number }) {
  return count === 0 ? null : <span className="nav-state nav-carried advice">{count} 项待核对</span>;
}

function State({ of }: { of: SectionState }) {
  switch (of.tone) {
    case "done":
      return (
        <span className="nav-state met">
          <Icon name="check" />
          <span className="visually-hidden">已完成</span>
        </span>
      );
    case "empty":
      return <span className="nav-state">未填</span>;
    case "wrong":
      return <span className="nav-state wrong">{of.count} 处有误</span>;
    case "missing":
      return <span className="nav-state missing">缺 {of.count} 项</span>;
  }
}
