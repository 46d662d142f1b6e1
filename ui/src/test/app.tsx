/** The whole application over the library in memory, behind the same commands as in the window. */
import { mockIPC } from "@tauri-apps/api/mocks";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../App";
import { BackendContext, type Start } from "../backend";
import { type Args, MockLibrary, OPEN } from "../mock/library";
import { tauri } from "../tauri";

/** Read beforehand, so that a test waits for what a screen does and not for its file. */
await Promise.all([
  import("../DraftScreen"),
  import("../about/AboutScreen"),
  import("../batch/BatchPanel"),
  import("../exchange/MergeScreen"),
  import("../exchange/SendDialog"),
  import("../exchange/UnlockDialog"),
  import("../first/ChooseScreen"),
  import("../help/HelpScreen"),
  import("../library/LibraryFailed"),
  import("../library/LibraryScreen"),
  import("../library/Passphrase"),
  import("../library/RecoveryKey"),
  import("../profiles/ProfilesScreen"),
  import("../reuse/CompareDialog"),
  import("../reuse/ProspectsDialog"),
  import("../year/CalendarScreen"),
  import("../year/NoticesScreen"),
  import("../year/SeasonScreen"),
]);

/** `prepare`: what else is in the library when the application starts. */
export function renderApp(
  drafts: string[],
  state: Start["library"] = OPEN,
  prepare?: (library: MockLibrary) => void,
) {
  const library = new MockLibrary(drafts);
  library.library = state;
  prepare?.(library);
  mockIPC((command, args) => library.answer(command, args as unknown as Args));
  render(
    <BackendContext value={tauri}>
      <App />
    </BackendContext>,
  );
  return { library, user: userEvent.setup() };
}

/** The application with its only draft open. */
export async function renderDraft(draft: string) {
  const app = renderApp([draft]);
  const cards = await screen.findAllByRole("article");
  const open = cards[0]?.querySelector("button");
  if (open) await app.user.click(open);
  await screen.findByRole("navigation", { name: "栏目" });
  return app;
}

/** The element with an id; ids are part of what the window promises to its tests. */
export function byId<T extends HTMLElement = HTMLInputElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`nothing on the page has the id ${id}`);
  return element as T;
}
