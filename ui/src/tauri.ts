/** The backend of the application: the shell's commands. */
import { Channel } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import {
  type BatchProgress,
  type BundleProgress,
  commands,
  type ImportProgress,
  type WorkProgress,
} from "./bindings";

export const tauri: Backend = {
  ...commands,
  generateBundle: (id, folder, zip, onProgress) =>
    commands.generateBundle(id, folder, zip, new Channel<BundleProgress>(onProgress)),
  runBatch: (ids, folder, onProgress) =>
    commands.runBatch(ids, folder, new Channel<BatchProgress>(onProgress)),
  writeCorrection: (id, filing, folder, onProgress) =>
    commands.writeCorrection(id, filing, folder, new Channel<WorkProgress>(onProgress)),
  changeLibraryKey: (passphrase, onProgress) =>
    commands.changeLibraryKey(passphrase, new Channel<WorkProgress>(onProgress)),
  restoreBackup: (name, passphrase, onProgress) =>
    commands.restoreBackup(name, passphrase, new Channel<WorkProgress>(onProgress)),
  restoreOtherLibrary: (recovery, onProgress) =>
    commands.restoreOtherLibrary(recovery, new Channel<WorkProgress>(onProgress)),
  examineLibrary: (onProgress) => commands.examineLibrary(new Channel<WorkProgress>(onProgress)),
  openLocked: (passphrase, onProgress) =>
    commands.openLocked(passphrase, new Channel<WorkProgress>(onProgress)),
  mergeReturned: (decisions, onProgress) =>
    commands.mergeReturned(decisions, new Channel<WorkProgress>(onProgress)),
  makeBackup: (onProgress) => commands.makeBackup(new Channel<WorkProgress>(onProgress)),
  rescueLibrary: (passphrase, onProgress) =>
    commands.rescueLibrary(passphrase, new Channel<WorkProgress>(onProgress)),
  exportProtected: (id, passphrase, onProgress) =>
    commands.exportProtected(id, passphrase, new Channel<WorkProgress>(onProgress)),
  handOut: (id, request, passphrase, onProgress) =>
    commands.handOut(id, request, passphrase, new Channel<WorkProgress>(onProgress)),
  giveBack: (id, passphrase, onProgress) =>
    commands.giveBack(id, passphrase, new Channel<WorkProgress>(onProgress)),
  pickTable: (id, field, onProgress) =>
    commands.pickTable(id, field, new Channel<ImportProgress>(onProgress)),
  readTable: (reading, onProgress) => commands.readTable(reading, new Channel<ImportProgress>(onProgress)),
};
