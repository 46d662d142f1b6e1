/** The application over the library in memory, for a browser: `/mock.html?library=failed` shows the other states. */
import { mockIPC } from "@tauri-apps/api/mocks";
import { another } from "./drafts";
import { type Args, MockLibrary } from "./library";
import { OTHER_FORM } from "./profiles";

const library = new MockLibrary([
  "in-house",
  "half",
  "wrong",
  "studio",
  "empty",
  "overfull",
  "profile-1",
  "profile-2",
]);
const state = new URLSearchParams(location.search).get("library");
if (state === "new") library.library = { state: "needs_passphrase", new: true };
if (state === "recovery") library.library = { state: "open", kept_in: "keychain", recovery_due: true };
if (state === "passphrase") library.library = { state: "open", kept_in: "passphrase", recovery_due: false };
if (state === "no-key") {
  const message = "找不到资料库的密钥，资料库打不开。";
  const hint = "请输入恢复密钥打开，或在建立资料库的电脑和账户下打开。";
  library.library = { state: "failed", code: "wrong_key", message, hint };
}
if (state === "locked") library.library = { state: "needs_passphrase", new: false };
if (state === "failed") {
  const message = "资料库文件已损坏。";
  const hint = "请保留该文件，从备份恢复。";
  library.library = { state: "failed", code: "library_damaged", message, hint };
}
if (state === "empty") library.kept.clear();
if (state === "own") library.own.fill();
if (state === "many") for (let at = 0; at < 54; at++) library.keep(`more-${at}`, another(at));
if (state === "forms") library.otherForms = [OTHER_FORM];
if (state === "notices") await library.answer("keep_sample", {} as Args);
const file = new URLSearchParams(location.search).get("file");
if (file === "草稿" || file === "待填部分" || file === "交回") library.file = file;

mockIPC((command, args) => library.answer(command, args as unknown as Args));
await import("../main");
