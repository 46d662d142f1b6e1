/** The application over the library in memory, for a browser: `/mock.html?library=failed` shows the other states. */
import { mockIPC } from "@tauri-apps/api/mocks";
import { type Args, MockLibrary } from "./library";

const library = new MockLibrary(["in-house", "half", "wrong", "studio", "empty", "overfull"]);
const state = new URLSearchParams(location.search).get("library");
if (state === "new") library.library = { state: "needs_passphrase", new: true };
if (state === "locked") library.library = { state: "needs_passphrase", new: false };
if (state === "failed") {
  const message = "申报库已损坏，无法读取。";
  const hint = "请把数据文件夹中的备份文件改回原名后再试；不要删除现有文件。";
  library.library = { state: "failed", code: "library_damaged", message, hint };
}
if (state === "empty") library.kept.clear();

mockIPC((command, args) => library.answer(command, args as unknown as Args));
await import("../main");
