import { useCallback, useEffect, useMemo, useState } from "react";
import { type OpenDraft, useBackend } from "./backend";
import { type Jump, JumpContext } from "./draft/jump";
import { DraftSession } from "./draft/session";
import { sectionOf } from "./draft/shown";
import { SessionContext } from "./draft/useSession";
import { FilingsProvider } from "./filings/FilingsProvider";
import { FilingsScreen } from "./filings/FilingsScreen";
import { FillScreen } from "./fill/FillScreen";
import { OpenWhysContext, useOpenWhys } from "./fill/openWhys";
import { TopBar } from "./fill/TopBar";
import { useUndoKeys } from "./fill/useUndoKeys";
import { GenerateScreen } from "./generate/GenerateScreen";
import { HistoryScreen } from "./history/HistoryScreen";
import { PortalScreen } from "./portal/PortalScreen";
import { ReviewScreen } from "./review/ReviewScreen";

export type Step = "fill" | "review" | "generate" | "history" | "filings" | "portal";

interface Props {
  opened: OpenDraft;
  /** The place to begin at; null: the first section. */
  at?: string | null;
  onHome: () => void;
}

/** One open draft: its bar at the top, one of three steps below. */
export function DraftScreen({ opened, at = null, onHome }: Props) {
  const backend = useBackend();
  const session = useMemo(() => new DraftSession(backend, opened), [backend, opened]);
  const [step, setStep] = useState<Step>("fill");
  const [section, setSection] = useState(firstSection(opened, at));
  const [hasPreview, setPreview] = useState(false);
  const whys = useOpenWhys();
  const [jump, setJump] = useState<Jump | null>(at === null ? null : { path: at, turn: 1 });
  useUndoKeys(session);
  useSaveOnClose(session);

  const jumpTo = useCallback(
    (path: string) => {
      const target = sectionOf(session.form, path);
      if (target) {
        setSection(target.id);
        setStep("fill");
      }
      setJump((last) => ({ path, turn: (last?.turn ?? 0) + 1 }));
    },
    [session],
  );
  const jumping = useMemo(() => ({ jump, jumpTo }), [jump, jumpTo]);

  const goTo = async (next: Step) => {
    await session.flush();
    setStep(next);
  };
  const goHome = async () => {
    if (await session.flush()) onHome();
  };

  return (
    <SessionContext value={session}>
      <FilingsProvider id={session.id}>
        <JumpContext value={jumping}>
          <OpenWhysContext value={whys}>
            <div className="draft-screen">
              {step !== "portal" && <TopBar step={step} onStep={goTo} onHome={goHome} />}
              {step === "fill" && (
                <FillScreen
                  section={section}
                  onSection={setSection}
                  onStep={goTo}
                  hasPreview={hasPreview}
                  onPreview={setPreview}
                />
              )}
              {step === "review" && <ReviewScreen onStep={goTo} />}
              {step === "generate" && <GenerateScreen onPortal={() => goTo("portal")} />}
              {step === "filings" && <FilingsScreen onBack={() => goTo("fill")} />}
              {step === "portal" && <PortalScreen onBack={() => goTo("fill")} />}
              {step === "history" && <HistoryScreen onBack={() => goTo("fill")} />}
            </div>
          </OpenWhysContext>
        </JumpContext>
      </FilingsProvider>
    </SessionContext>
  );
}

function firstSection({ form }: OpenDraft, at: string | null): string {
  const wanted = at === null ? undefined : sectionOf(form, at);
  return (wanted ?? form.sections[0])?.id ?? "";
}

/** What still waits is sent when the window loses sight or closes. */
function useSaveOnClose(session: DraftSession): void {
  useEffect(() => {
    const save = () => void session.flush();
    window.addEventListener("pagehide", save);
    window.addEventListener("blur", save);
    return () => {
      window.removeEventListener("pagehide", save);
      window.removeEventListener("blur", save);
    };
  }, [session]);
}
