/**
 * The one way from the window to the core. Screens know this interface only; `tauri.ts` stands behind it in the
 * application. A call that fails is rejected with a `Failure`.
 */
import { createContext, useContext } from "react";
import type {
  About,
  Arrival,
  Attached,
  Backup,
  BatchProgress,
  BatchResult,
  BundleProgress,
  Calendar,
  Change,
  ChangedDraft,
  ComparedDrafts,
  ComparedProfile,
  Copied,
  DraftNotice,
  DraftState,
  Edit,
  FilingLine,
  FoundDrafts,
  FoundProfiles,
  Generated,
  HandoutLine,
  HandoutRequest,
  History,
  ImportProgress,
  InspectedFile,
  Notices,
  OpenDraft,
  Outlook,
  OwnPack,
  PackKind,
  PortalEntry,
  PreviewDocument,
  PreviewRow,
  ProfileLine,
  ProfilePlace,
  Prospect,
  Published,
  Reason,
  Report,
  Rescued,
  SeasonView,
  SentBackNote,
  Side,
  Start,
  TablePreview,
  TableReading,
  WantedDrafts,
  WorkProgress,
  WrittenCorrection,
  YearNotice,
} from "./bindings";

export type * from "./bindings";

/** Hears how far a work is that takes long. */
export type OnWork = (progress: WorkProgress) => void;

export interface Backend {
  /** Rejected with `not_found` where the list of licences is not there. */
  about(): Promise<About>;
  /** Asks for a place; null: the user chose none. */
  exportLog(): Promise<string | null>;
  /** The form packs that the user has added. */
  listOwnPacks(): Promise<OwnPack[]>;
  /** Asks for a pack, judges it and keeps it; null: the user chose none. Rejected with `bad_pack`, which says why. */
  addOwnPack(kind: PackKind): Promise<OwnPack | null>;
  /** Offers it no more; its drafts stay. Gives those that are left. */
  removeOwnPack(id: string, edition: string): Promise<OwnPack[]>;
  start(): Promise<Start>;
  unlockLibrary(passphrase: string): Promise<Start>;
  /** `passphrase`: protects the key from now on; needed where there is no keychain. */
  recoverLibrary(recovery: string, passphrase: string | null): Promise<Start>;
  /** Four lines; only until it is noted. */
  recoveryKey(): Promise<string>;
  noteRecoveryKey(): Promise<Start>;
  /** `passphrase`: the one that protects the key, if one does. */
  changeLibraryKey(passphrase: string | null, onProgress: OnWork): Promise<Start>;
  changePassphrase(passphrase: string, next: string): Promise<unknown>;
  /** Opens the system's print dialog. */
  printPage(): Promise<unknown>;
  backUpIfDue(): Promise<unknown>;
  makeBackup(onProgress: OnWork): Promise<Backup[]>;
  listBackups(): Promise<Backup[]>;
  /** `passphrase`: for a library that could not be opened; `passphrase_needed` asks for it. */
  restoreBackup(name: string, passphrase: string | null, onProgress: OnWork): Promise<Start>;
  /** Asks for a file; null: the user chose none. */
  restoreOtherLibrary(recovery: string, onProgress: OnWork): Promise<Start | null>;
  /** Rejected with `library_damaged` when something cannot be read. */
  examineLibrary(onProgress: OnWork): Promise<unknown>;
  rescueLibrary(passphrase: string | null, onProgress: OnWork): Promise<Rescued>;
  /** Stops the work that is followed by an `OnWork`; its call is rejected with `cancelled`, and nothing is changed. */
  stopWork(): Promise<unknown>;
  revealLibrary(): Promise<unknown>;
  findDrafts(wanted: WantedDrafts): Promise<FoundDrafts>;
  tagDraft(id: string, tags: string[]): Promise<unknown>;
  archiveDraft(id: string, archived: boolean): Promise<unknown>;
  createDraft(form: string, edition: string, variant: string): Promise<OpenDraft>;
  createFromExample(example: string): Promise<OpenDraft>;
  /** A new draft from an older one; `variant` null: the one to which that one leads by itself. */
  createFromDraft(id: string, form: string, edition: string, variant: string | null): Promise<OpenDraft>;
  openDraft(id: string): Promise<OpenDraft>;
  /** Saved durably before it resolves. */
  editDraft(id: string, edit: Edit): Promise<DraftState>;
  undo(id: string): Promise<ChangedDraft>;
  redo(id: string): Promise<ChangedDraft>;
  /** The newest first; those before `before` where that is given. */
  listRevisions(id: string, before: number | null): Promise<History>;
  /** State 0 is the one before the first revision. */
  compareRevisions(id: string, before: number, after: number): Promise<Change[]>;
  /** By one more revision: nothing that came later is lost. */
  goBack(id: string, revision: number): Promise<ChangedDraft>;
  deleteDraft(id: string): Promise<unknown>;
  restoreDraft(id: string): Promise<unknown>;
  /** Asks for a file; null: the user chose none. */
  importDraft(): Promise<Arrival | null>;
  /** A file that the system handed over since this was asked last. */
  arrivedFile(): Promise<Arrival | null>;
  /** Opens the file that waits for its passphrase. */
  openLocked(passphrase: string, onProgress: OnWork): Promise<Arrival>;
  /** Asks for a place; null: the user chose none. */
  exportDraft(id: string): Promise<string | null>;
  /** With the attachments, under a passphrase. Asks for a place; null: the user chose none. */
  exportProtected(id: string, passphrase: string, onProgress: OnWork): Promise<string | null>;
  /** Some sections for someone else; null: the user chose no place. */
  handOut(
    id: string,
    request: HandoutRequest,
    passphrase: string,
    onProgress: OnWork,
  ): Promise<string | null>;
  /** A part that was filled in, for whoever gave it out. */
  giveBack(id: string, passphrase: string, onProgress: OnWork): Promise<string | null>;
  listHandouts(id: string): Promise<HandoutLine[]>;
  /** One decision for each conflict of the part that came back last. */
  mergeReturned(decisions: Side[], onProgress: OnWork): Promise<OpenDraft>;
  /** Keeps the draft as it was filed; `code`: of the bundle that was filed. */
  recordFiling(id: string, code: string | null, on: string): Promise<FilingLine[]>;
  listFilings(id: string): Promise<FilingLine[]>;
  recordReturn(id: string, filing: number, note: SentBackNote): Promise<FilingLine[]>;
  compareWithFiling(id: string, filing: number): Promise<Change[]>;
  /** The list of differences and the changed pages, in a new folder. */
  writeCorrection(id: string, filing: number, folder: string, onProgress: OnWork): Promise<WrittenCorrection>;
  /** Asks for files and attaches them; null: the user chose none. */
  attachFiles(id: string, field: string): Promise<Attached | null>;
  /** Attaches a file that waited for its password. */
  unlockFile(locked: number, password: string): Promise<Attached>;
  inspectAttachments(id: string): Promise<InspectedFile[]>;
  /** As it would be on another filing day; the draft keeps its own. */
  checkOn(id: string, date: string): Promise<Report>;
  /** As it would be after an edit; nothing is saved. */
  checkWith(id: string, edit: Edit): Promise<Report>;
  /** Why a clause stands as it does; null: it does not apply. */
  whyClause(id: string, clause: string): Promise<Reason | null>;
  /** Figures against their limits, and the procedure with its days. */
  lookAt(id: string): Promise<Outlook>;
  /** Asks for a file with a table for a field; null: the user chose none. Nothing is changed yet. */
  pickTable(
    id: string,
    field: string,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<TablePreview | null>;
  /** Takes text copied from a spreadsheet as such a table. */
  pasteTable(id: string, field: string, text: string): Promise<TablePreview>;
  /** Reads the open table differently. */
  readTable(reading: TableReading, onProgress: (progress: ImportProgress) => void): Promise<TablePreview>;
  /** Its rows from the place `from`; `wrong`: only those with something wrong. */
  tableRows(from: number, count: number, wrong: boolean): Promise<PreviewRow[]>;
  /** Takes the rows into the draft as one change; `replace`: in the place of those that are there. */
  takeTable(replace: boolean): Promise<ChangedDraft>;
  /** Stops reading, and forgets the table. */
  cancelImport(): Promise<unknown>;
  /** Asks for a place, and writes a workbook to fill in; null: the user chose none. */
  saveTemplate(id: string, field: string): Promise<string | null>;
  /** The years' notices, and the forms that one can be entered for. */
  listNotices(): Promise<Notices>;
  /** `replaces`: the year under which it was kept before. */
  keepNotice(notice: YearNotice, replaces: number | null): Promise<Notices>;
  dropNotice(form: string, year: number): Promise<Notices>;
  /** null: there is none for the draft's form and filing date. */
  draftNotice(id: string): Promise<DraftNotice | null>;
  /** The days that matter for all drafts. */
  listDays(): Promise<Calendar>;
  /** Of one form or client where these are given. Asks for a place; null: the user chose none. */
  saveCalendar(form: string | null, applicant: string | null): Promise<string | null>;
  /** Without a year: the latest. */
  lookAtSeason(year: number | null): Promise<SeasonView>;
  /** Asks for a place; null: the user chose none. */
  saveSeason(year: number): Promise<string | null>;
  previewDocuments(id: string): Promise<PreviewDocument[]>;
  previewPdf(id: string, document: string): Promise<ArrayBuffer>;
  chooseFolder(): Promise<string | null>;
  generateBundle(
    id: string,
    folder: string,
    zip: boolean,
    onProgress: (progress: BundleProgress) => void,
  ): Promise<Generated>;
  cancelBundle(): Promise<unknown>;
  /** `deleted`: those that were deleted, instead of those that were not. */
  findProfiles(words: string, deleted: boolean): Promise<FoundProfiles>;
  createProfile(kind: string): Promise<OpenDraft>;
  /** The organisations and people that a draft speaks of, and where a profile can be filled in. */
  profilePlaces(id: string): Promise<ProfilePlace[]>;
  /** `profile`: null for a new one; `fills`: what it would fill in, else what it would keep. */
  compareProfile(
    id: string,
    place: string,
    kind: string,
    profile: string | null,
    fills: boolean,
  ): Promise<ComparedProfile>;
  keepInProfile(
    id: string,
    place: string,
    kind: string,
    profile: string | null,
    take: string[],
  ): Promise<ProfileLine>;
  fillFromProfile(id: string, place: string, profile: string, take: string[]): Promise<ChangedDraft>;
  /** Every form against what a draft or a profile says. */
  listProspects(id: string): Promise<Prospect[]>;
  /** Every form's published conditions; whether it is in force is said for that day. */
  listRules(on: string): Promise<Published[]>;
  compareDrafts(before: string, after: string): Promise<ComparedDrafts>;
  /** Checks drafts; with a folder, makes each one's submission in it, and a summary. */
  runBatch(
    ids: string[],
    folder: string | null,
    onProgress: (progress: BatchProgress) => void,
  ): Promise<BatchResult>;
  stopBatch(): Promise<unknown>;
  /** What came of the last batch as a workbook. Asks for a place; null: the user chose none. */
  saveSummary(): Promise<string | null>;
  /** Every answer in the order of the form, to be copied. */
  portalEntries(id: string): Promise<PortalEntry[]>;
  /** Puts an answer on the clipboard, and ticks it. */
  copyEntry(id: string, place: string): Promise<Copied>;
  tickEntries(id: string, places: string[], done: boolean): Promise<unknown>;
  /** The window becomes narrow, at the right of its screen; or as it was before. */
  standBeside(isBeside: boolean): Promise<unknown>;
  /** Keeps the window above all others. */
  stayOnTop(onTop: boolean): Promise<unknown>;
  /** Shows a file in the system's file manager. */
  reveal(path: string): Promise<unknown>;
}

export const BackendContext = createContext<Backend | null>(null);

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Error("no backend above this component");
  return backend;
}
