import { type ReactNode, useCallback, useEffect, useState } from "react";
import { type Arrival, type Merging, type OpenDraft, useBackend } from "../backend";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { later } from "../shared/later";
import { useCall } from "../shared/useCall";
import { ReceiveContext } from "./arrivals";

const MergeScreen = later(async () => (await import("./MergeScreen")).MergeScreen);
const UnlockDialog = later(async () => (await import("./UnlockDialog")).UnlockDialog);

interface Props {
  /** The library is open: what arrives can be taken in. */
  isReady: boolean;
  onOpened: (opened: OpenDraft) => void;
  children: ReactNode;
}

/** Files that come in: asks for a passphrase, shows what a returned part changes, opens drafts. */
export function Arrivals({ isReady, onOpened, children }: Props) {
  const backend = useBackend();
  const { run, failure, forget } = useCall();
  const [locked, setLocked] = useState<string | null>(null);
  const [merging, setMerging] = useState<Merging | null>(null);

  const receive = useCallback(
    (arrival: Arrival | null) => {
      if (!arrival) return;
      setLocked(arrival.arrival === "locked" ? arrival.name : null);
      if (arrival.arrival === "returned") setMerging(arrival.merging);
      if (arrival.arrival === "opened") onOpened(arrival.draft);
    },
    [onOpened],
  );
  useEffect(() => {
    if (!isReady) return;
    const ask = () => void run(async () => receive(await backend.arrivedFile()));
    ask();
    window.addEventListener("focus", ask);
    return () => window.removeEventListener("focus", ask);
  }, [isReady, run, receive, backend]);

  return (
    <ReceiveContext value={receive}>
      {/* What is open stays as it is: nothing may be merged after all. */}
      <div className="under" hidden={merging !== null}>
        {children}
      </div>
      {merging && (
        <MergeScreen
          merging={merging}
          onMerged={(opened) => {
            setMerging(null);
            onOpened(opened);
          }}
          onBack={() => setMerging(null)}
        />
      )}
      {locked !== null && <UnlockDialog name={locked} onOpened={receive} onClose={() => setLocked(null)} />}
      {failure && (
        <Dialog labelledBy="arrival-failed" onClose={forget}>
          <h2 id="arrival-failed">文件没有打开</h2>
          <FailureNote failure={failure} />
          <div className="dialog-buttons">
            <button type="button" className="button is-primary" onClick={forget}>
              知道了
            </button>
          </div>
        </Dialog>
      )}
    </ReceiveContext>
  );
}
