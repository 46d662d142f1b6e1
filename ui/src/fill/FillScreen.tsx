import { useContext, useEffect, useState } from "react";
import type { Step } from "../DraftScreen";
import { focusPath, JumpContext } from "../draft/jump";
import { shownSections } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { PreviewBeside } from "../preview/PreviewBeside";
import { isProfile } from "../profiles/isProfile";
import { FindingsPanel } from "./FindingsPanel";
import { SectionNav } from "./SectionNav";
import { SectionPage } from "./SectionPage";

interface Props {
  section: string;
  onSection: (id: string) => void;
  onStep: (step: Step) => void;
  hasPreview: boolean;
  onPreview: (isWanted: boolean) => void;
}

/** Sections at the left, one of them in the middle, where the draft stands at the right; if wanted, its page between. */
export function FillScreen({ section, onSection, onStep, hasPreview, onPreview }: Props) {
  const session = useSession();
  const variant = useSnapshot(({ draft }) => draft.variant);
  const excerpt = useSnapshot(({ draft }) => draft.excerpt ?? null);
  const isPart = !!excerpt || isProfile(session.form);
  const [isPanelOpen, setPanelOpen] = useState(false);
  useArrival();
  const sections = shownSections(session.form, variant, excerpt);
  const at = Math.max(
    0,
    sections.findIndex(({ id }) => id === section),
  );
  const current = sections[at];
  const go = (id: string) => {
    void session.flush();
    onSection(id);
  };
  return (
    <div className={`fill-screen${hasPreview ? " has-preview" : ""}${isPart ? " is-excerpt" : ""}`}>
      <SectionNav
        sections={sections}
        current={current?.id ?? ""}
        onGo={go}
        hasPreview={hasPreview}
        onPreview={isProfile(session.form) ? null : onPreview}
      />
      {current && (
        <SectionPage
          key={current.id}
          section={current}
          number={at + 1}
          previous={sections[at - 1]}
          next={sections[at + 1]}
          onGo={go}
          onReview={() => onStep("review")}
        />
      )}
      {hasPreview && current && <PreviewBeside section={current} />}
      {!isPart && <FindingsPanel isOpen={isPanelOpen} onToggle={() => setPanelOpen(!isPanelOpen)} />}
    </div>
  );
}

/** Frames that a place may need to be drawn after its section was opened. */
const FRAMES_TO_WAIT = 12;

/** Focuses the place of a jump as soon as it is on the page. */
function useArrival(): void {
  const { jump } = useContext(JumpContext);
  useEffect(() => {
    if (!jump) return;
    let frame = 0;
    let left = FRAMES_TO_WAIT;
    const arrive = () => {
      if (focusPath(jump.path) || left-- === 0) return;
      frame = requestAnimationFrame(arrive);
    };
    frame = requestAnimationFrame(arrive);
    return () => cancelAnimationFrame(frame);
  }, [jump]);
}
