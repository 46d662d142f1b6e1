import { useEffect, useState } from "react";
import type { DraftSummary, OpenDraft, Start } from "../backend";
import { useBackend } from "../backend";
import { ImportButton } from "../exchange/ImportButton";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { later } from "../shared/later";
import { useCall } from "../shared/useCall";
import { DraftList } from "./DraftList";
import { NewDraft } from "./NewDraft";
import { nameOf } from "./nameOf";
import { Undelete } from "./Undelete";

const SendDialog = later(async () => (await import("../exchange/SendDialog")).SendDialog);
const CompareDialog = later(async () => (await import("../reuse/CompareDialog")).CompareDialog);
const ProspectsDialog = later(async () => (await import("../reuse/ProspectsDialog")).ProspectsDialog);

interface Props {
  start: Start;
  onOpen: (opened: OpenDraft) => void;
  /** The list is no longer what it was. */
  onChanged: () => Promise<void>;
  onGo: (place: Place) => void;
  /** By three questions. */
  onChoose: () => void;
}

/** Everything that is being applied for, and the way to begin something new. */
export function HomeScreen({ start, onOpen, onChanged, onGo, onChoose }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const { run: backUp, failure: backupFailure } = useCall();
  // null: as long as there is no draft.
  const [wantsNew, setWantsNew] = useState<boolean | null>(null);
  const isNew = wantsNew ?? start.drafts.total === 0;
  const [exported, setExported] = useState<string | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [prospected, setProspected] = useState<DraftSummary | null>(null);
  const [compared, setCompared] = useState<DraftSummary | null>(null);
  const [deleted, setDeleted] = useState<DraftSummary | null>(null);

  useEffect(() => void backUp(() => backend.backUpIfDue()), [backUp, backend]);
  const open = (call: () => Promise<OpenDraft | null>) =>
    void run(async () => {
      const opened = await call();
      if (opened) onOpen(opened);
    });
  const remove = (draft: DraftSummary) =>
    void run(async () => {
      await backend.deleteDraft(draft.id);
      setDeleted(draft);
      await onChanged();
    });
  const restore = (draft: DraftSummary) =>
    void run(async () => {
      await backend.restoreDraft(draft.id);
      setDeleted(null);
      await onChanged();
    });

  return (
    <PlaceFrame
      place="home"
      onGo={onGo}
      title="申报"
      lead="逐条对照规定填写，生成全套材料；内容只保存在本机。"
      tools={
        <>
          <ImportButton isBusy={isBusy} run={run} />
          <button type="button" className="button" onClick={onChoose}>
            <Icon name="search" />
            选择申报事项
          </button>
          <button
            type="button"
            className="button is-primary"
            aria-expanded={isNew}
            onClick={() => setWantsNew(!isNew)}
          >
            <Icon name="add" />
            新建申报
          </button>
        </>
      }
    >
      {failure && <FailureNote failure={failure} />}
      {backupFailure && <FailureNote failure={backupFailure} />}
      {exported && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已导出到 {exported}</span>
        </p>
      )}
      {isNew && (
        <NewDraft
          forms={start.forms}
          examples={start.examples}
          isBusy={isBusy}
          onCreate={(form, variant) => open(() => backend.createDraft(form.id, form.edition, variant))}
          onExample={(example) => open(() => backend.createFromExample(example))}
        />
      )}
      <DraftList
        drafts={start.drafts}
        forms={start.forms}
        onChanged={onChanged}
        onOpen={(id) => open(() => backend.openDraft(id))}
        onDelete={remove}
        onRestored={(id) => setDeleted((last) => (last?.id === id ? null : last))}
        onNext={(id, { form, edition, variant }) =>
          open(() => backend.createFromDraft(id, form, edition, variant))
        }
        onCompare={setCompared}
        onProspects={setProspected}
        onExport={(id) => void run(async () => setExported(await backend.exportDraft(id)))}
        onSend={setSending}
      />
      {sending && <SendDialog id={sending} onClose={() => setSending(null)} />}
      {prospected && (
        <ProspectsDialog
          id={prospected.id}
          name={nameOf(prospected)}
          onBegin={({ form, edition, variant }) => {
            setProspected(null);
            open(() => backend.createFromDraft(prospected.id, form, edition, variant));
          }}
          onClose={() => setProspected(null)}
        />
      )}
      {compared && <CompareDialog draft={compared} onClose={() => setCompared(null)} />}
      {deleted && (
        <Undelete
          name={nameOf(deleted)}
          onRestore={() => restore(deleted)}
          onClose={() => setDeleted(null)}
        />
      )}
    </PlaceFrame>
  );
}
