import { useCallback, useEffect, useState } from "react";
import { type OpenDraft, type Start, useBackend } from "./backend";
import { DraftScreen } from "./DraftScreen";
import { HomeScreen } from "./home/HomeScreen";
import { LibraryFailed } from "./home/LibraryFailed";
import { Passphrase } from "./home/Passphrase";
import { useCall } from "./shared/useCall";

/** Which screen is on: the library's state decides first, then whether a draft is open. */
export function App() {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [start, setStart] = useState<Start | null>(null);
  const [opened, setOpened] = useState<OpenDraft | null>(null);

  const reload = useCallback(() => run(async () => setStart(await backend.start())), [run, backend]);
  useEffect(() => void reload(), [reload]);

  const goHome = () => {
    setOpened(null);
    void reload();
  };

  if (opened) return <DraftScreen key={opened.id} opened={opened} onHome={goHome} />;
  if (failure) return <LibraryFailed failure={failure} onRetry={reload} />;
  if (!start) return <main className="starting" aria-busy="true" aria-label="正在启动" />;
  switch (start.library.state) {
    case "open":
      return <HomeScreen start={start} onOpen={setOpened} onChanged={reload} />;
    case "needs_passphrase":
      return <Passphrase isNew={start.library.new} onUnlocked={setStart} />;
    case "failed":
      return <LibraryFailed failure={start.library} onRetry={reload} />;
  }
}
