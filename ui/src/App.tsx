import { useCallback, useEffect, useState } from "react";
import { type OpenDraft, type Start, useBackend } from "./backend";
import type { KeptIn } from "./bindings";
import { Arrivals } from "./exchange/Arrivals";
import { HomeScreen } from "./home/HomeScreen";
import { KeyReminder } from "./library/keyReminder";
import { HiddenPlaces, hiddenPlaces } from "./places/hidden";
import type { Place } from "./places/places";
import { later } from "./shared/later";
import { useCall } from "./shared/useCall";

const AboutScreen = later(async () => (await import("./about/AboutScreen")).AboutScreen);
const ChooseScreen = later(async () => (await import("./first/ChooseScreen")).ChooseScreen);
const DraftScreen = later(async () => (await import("./DraftScreen")).DraftScreen);
const HelpScreen = later(async () => (await import("./help/HelpScreen")).HelpScreen);
const LibraryFailed = later(async () => (await import("./library/LibraryFailed")).LibraryFailed);
const LibraryScreen = later(async () => (await import("./library/LibraryScreen")).LibraryScreen);
const Passphrase = later(async () => (await import("./library/Passphrase")).Passphrase);
const RecoveryKey = later(async () => (await import("./library/RecoveryKey")).RecoveryKey);
const ProfilesScreen = later(async () => (await import("./profiles/ProfilesScreen")).ProfilesScreen);
const CalendarScreen = later(async () => (await import("./year/CalendarScreen")).CalendarScreen);
const NoticesScreen = later(async () => (await import("./year/NoticesScreen")).NoticesScreen);
const SeasonScreen = later(async () => (await import("./year/SeasonScreen")).SeasonScreen);

/** Which screen is on: the library's state decides first, then whether a draft is open. */
export function App() {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [start, setStart] = useState<Start | null>(null);
  const [opened, setOpened] = useState<{ draft: OpenDraft; turn: number; path: string | null } | null>(null);
  const [place, setPlace] = useState<Place>("home");
  const [isKeyShown, setKeyShown] = useState(false);
  const [isKeyPutOff, setKeyPutOff] = useState(false);
  // null: as long as there is no draft.
  const [isChoosing, setChoosing] = useState<boolean | null>(null);

  const reload = useCallback(() => run(async () => setStart(await backend.start())), [run, backend]);
  useEffect(() => void reload(), [reload]);

  const go = (next: Place) => {
    setOpened(null);
    setChoosing(false);
    setPlace(next);
    void reload();
  };

  // The list is read first: as it was before, it would show what is begun without a draft.
  const leaveDraft = async () => {
    await reload();
    setOpened(null);
    setChoosing(false);
  };

  // A draft that is opened again is another one: it came from a file, or something was merged into it.
  const open = useCallback(
    (draft: OpenDraft, path: string | null = null) =>
      setOpened((last) => ({ draft, path, turn: (last?.turn ?? 0) + 1 })),
    [],
  );
  const openAt = async (id: string, path: string | null) => open(await backend.openDraft(id), path);
  return (
    <Arrivals isReady={start?.library.state === "open"} onOpened={open}>
      {start ? <HiddenPlaces value={hiddenPlaces(start)}>{screen()}</HiddenPlaces> : screen()}
    </Arrivals>
  );

  function screen() {
    if (opened)
      return <DraftScreen key={opened.turn} opened={opened.draft} at={opened.path} onHome={leaveDraft} />;
    if (failure) return <LibraryFailed failure={failure} onRetry={reload} />;
    if (!start)
      return (
        <main className="starting" aria-busy="true" aria-label="正在启动">
          <p>正在打开资料库。程序更新后首次打开，需要整理全部草稿；草稿很多的，可能要一两分钟。</p>
        </main>
      );
    const { library } = start;
    switch (library.state) {
      case "needs_passphrase":
        return <Passphrase isNew={library.new} onUnlocked={setStart} />;
      case "failed":
        return <LibraryFailed failure={library} onRetry={reload} onOpened={setStart} />;
      case "open": {
        if (library.recovery_due && isKeyShown) {
          return <RecoveryKey onNoted={setStart} onLater={() => setKeyShown(false)} />;
        }
        const isFirst = start.drafts.total === 0;
        const isChoice = place === "home" && (isChoosing ?? isFirst);
        // A newcomer is welcomed first, and has nothing to lose yet.
        const isReminded = library.recovery_due && !isKeyPutOff && !(isChoice && isFirst);
        const reminder = { onShow: () => setKeyShown(true), onLater: () => setKeyPutOff(true) };
        return (
          <KeyReminder value={isReminded ? reminder : null}>
            {isChoice ? (
              <ChooseScreen
                start={start}
                isFirst={isFirst}
                onOpen={open}
                onGo={go}
                onLeave={() => setChoosing(false)}
              />
            ) : (
              placeOf(start, library.kept_in)
            )}
          </KeyReminder>
        );
      }
    }
  }

  function placeOf(start: Start, keptIn: KeptIn) {
    switch (place) {
      case "home":
        return (
          <HomeScreen
            start={start}
            onOpen={open}
            onChanged={reload}
            onGo={go}
            onChoose={() => setChoosing(true)}
          />
        );
      case "profiles":
        return <ProfilesScreen onOpen={open} onGo={go} />;
      case "notices":
        return <NoticesScreen onGo={go} />;
      case "calendar":
        return <CalendarScreen onGo={go} onOpenAt={openAt} />;
      case "season":
        return <SeasonScreen onGo={go} onOpenAt={openAt} />;
      case "library":
        return <LibraryScreen keptIn={keptIn} onChanged={libraryChanged} onGo={go} />;
      case "help":
        return <HelpScreen onGo={go} />;
      case "about":
        return <AboutScreen onGo={go} />;
    }
  }

  function libraryChanged(next: Start) {
    // Another key has another recovery key: it is shown at once.
    setKeyShown(true);
    setKeyPutOff(false);
    setStart(next);
  }
}
