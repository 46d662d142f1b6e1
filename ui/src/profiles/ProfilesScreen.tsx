import { useCallback, useEffect, useState } from "react";
import { type FoundProfiles, type OpenDraft, type ProfileLine, useBackend } from "../backend";
import { Undelete } from "../home/Undelete";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { DeletedList } from "../shared/DeletedList";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { later } from "../shared/later";
import { SearchBox } from "../shared/SearchBox";
import { whenChanged } from "../shared/time";
import { useCall } from "../shared/useCall";

const ProspectsDialog = later(async () => (await import("../reuse/ProspectsDialog")).ProspectsDialog);

interface Props {
  onOpen: (opened: OpenDraft) => void;
  onGo: (place: Place) => void;
}

const UNNAMED = "未填写名称";
const NONE_YET = "还没有资料。打开一份申报，在“更多”中选择“存入资料”，或者在右上角新建。";

/** The organisations and people that are kept, to be filled in from here. */
export function ProfilesScreen({ onOpen, onGo }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [words, setWords] = useState("");
  const [isOfDeleted, setOfDeleted] = useState(false);
  const [found, setFound] = useState<(FoundProfiles & { areDeleted: boolean }) | null>(null);
  const [deleted, setDeleted] = useState<ProfileLine | null>(null);
  const [prospected, setProspected] = useState<ProfileLine | null>(null);

  const find = useCallback(
    async () => ({ ...(await backend.findProfiles(words, isOfDeleted)), areDeleted: isOfDeleted }),
    [backend, words, isOfDeleted],
  );
  const load = useCallback(async () => setFound(await find()), [find]);
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      const next = await find();
      if (isCurrent) setFound(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [run, find]);
  const open = (call: () => Promise<OpenDraft>) => void run(async () => onOpen(await call()));
  const remove = (profile: ProfileLine) =>
    void run(async () => {
      await backend.deleteDraft(profile.id);
      setDeleted(profile);
      await load();
    });
  const restore = (profile: ProfileLine) =>
    void run(async () => {
      await backend.restoreDraft(profile.id);
      setDeleted(null);
      await load();
    });

  const shown = found?.profiles ?? [];
  return (
    <PlaceFrame
      place="profiles"
      onGo={onGo}
      title="单位与人员"
      lead="存一次，填入任何申报。只保存在本机的资料库中，导出申报时不会带出。"
      tools={found?.kinds.map((kind) => (
        <button
          key={kind.id}
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => open(() => backend.createProfile(kind.id))}
        >
          <Icon name="add" />
          新建{kind.title}
        </button>
      ))}
    >
      {failure && <FailureNote failure={failure} />}
      <div className="profile-search">
        <SearchBox
          label="查找单位与人员"
          placeholder="名称、代码、电话等任何内容"
          words={words}
          onWords={setWords}
        />
        <div className="other-lists">
          <label>
            <input
              type="checkbox"
              checked={isOfDeleted}
              onChange={(event) => setOfDeleted(event.target.checked)}
            />
            已删除
          </label>
        </div>
      </div>
      {shown.length === 0 && found && (
        <p className="home-empty" role="status">
          {words ? "没有符合的资料。请换一个词。" : isOfDeleted ? "没有已删除的资料。" : NONE_YET}
        </p>
      )}
      {shown.length > 0 && found?.areDeleted && (
        <DeletedList
          label="已删除的资料"
          deleted={shown.map((profile) => ({
            ...profile,
            name: profile.name ?? UNNAMED,
            kind: profile.kind.title,
          }))}
          onRestored={(id) => setDeleted((last) => (last?.id === id ? null : last))}
          onChanged={load}
        />
      )}
      {shown.length > 0 && !found?.areDeleted && (
        <ul className="profile-list">
          {shown.map((profile) => (
            <li key={profile.id}>
              <Profile
                profile={profile}
                onOpen={() => open(() => backend.openDraft(profile.id))}
                onProspects={() => setProspected(profile)}
                onDelete={() => remove(profile)}
              />
            </li>
          ))}
        </ul>
      )}
      {found && found.total > found.profiles.length && (
        <p className="home-empty">另有 {found.total - found.profiles.length} 份，请补充查找的词。</p>
      )}
      {prospected && (
        <ProspectsDialog
          id={prospected.id}
          name={prospected.name ?? UNNAMED}
          onBegin={({ form, edition, variant }) => {
            setProspected(null);
            open(() => backend.createFromDraft(prospected.id, form, edition, variant));
          }}
          onClose={() => setProspected(null)}
        />
      )}
      {deleted && (
        <Undelete
          name={deleted.name ?? UNNAMED}
          onRestore={() => restore(deleted)}
          onClose={() => setDeleted(null)}
        />
      )}
    </PlaceFrame>
  );
}

interface ProfileProps {
  profile: ProfileLine;
  onOpen: () => void;
  /** Against every form. */
  onProspects: () => void;
  onDelete: () => void;
}

function Profile({ profile, onOpen, onProspects, onDelete }: ProfileProps) {
  const name = profile.name ?? UNNAMED;
  return (
    <article className="profile">
      <button type="button" className="draft-open" onClick={onOpen}>
        <span className="draft-name">{name}</span>
        <span className="draft-form">
          {profile.kind.title}
          {profile.number && ` · ${profile.number}`} · 已填 {profile.filled} 项
        </span>
      </button>
      <span className="draft-form">{whenChanged(profile.changedAt, new Date())}</span>
      <div className="draft-tools">
        <button
          type="button"
          className="quiet-button"
          aria-label={`还能申报什么 ${name}`}
          onClick={onProspects}
        >
          还能申报什么
        </button>
        <button
          type="button"
          className="icon-button"
          title="删除"
          aria-label={`删除 ${name}`}
          onClick={onDelete}
        >
          <Icon name="remove" />
        </button>
      </div>
    </article>
  );
}
