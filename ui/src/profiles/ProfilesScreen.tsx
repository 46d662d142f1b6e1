import { useCallback, useEffect, useState } from "react";
import { type FoundProfiles, type OpenDraft, type ProfileLine, useBackend } from "../backend";
import { Undelete } from "../home/Undelete";
import { PlaceFrame } from "../places/PlaceFrame";
import type { Place } from "../places/places";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { whenChanged } from "../shared/time";
import { useCall } from "../shared/useCall";

interface Props {
  onOpen: (opened: OpenDraft) => void;
  onGo: (place: Place) => void;
}

/** The organisations and people that are kept, to be filled in from here. */
export function ProfilesScreen({ onOpen, onGo }: Props) {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [words, setWords] = useState("");
  const [found, setFound] = useState<FoundProfiles | null>(null);
  const [deleted, setDeleted] = useState<ProfileLine | null>(null);

  const load = useCallback(async (words: string) => setFound(await backend.findProfiles(words)), [backend]);
  useEffect(() => {
    let isCurrent = true;
    void run(async () => {
      const next = await backend.findProfiles(words);
      if (isCurrent) setFound(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [run, backend, words]);
  const open = (call: () => Promise<OpenDraft>) => void run(async () => onOpen(await call()));
  const remove = (profile: ProfileLine) =>
    void run(async () => {
      await backend.deleteDraft(profile.id);
      setDeleted(profile);
      await load(words);
    });
  const restore = (profile: ProfileLine) =>
    void run(async () => {
      await backend.restoreDraft(profile.id);
      setDeleted(null);
      await load(words);
    });

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
      <div className="control search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="查找单位与人员"
          placeholder="名称、代码、电话等任何内容"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {found && found.profiles.length === 0 && (
        <p className="home-empty" role="status">
          {words
            ? "没有符合的资料。请换一个词。"
            : "还没有资料。打开一份申报，在“更多”中选择“存入资料”，或者在右上角新建。"}
        </p>
      )}
      {found && found.profiles.length > 0 && (
        <ul className="profile-list">
          {found.profiles.map((profile) => (
            <li key={profile.id}>
              <Profile
                profile={profile}
                onOpen={() => open(() => backend.openDraft(profile.id))}
                onDelete={() => remove(profile)}
              />
            </li>
          ))}
        </ul>
      )}
      {found && found.total > found.profiles.length && (
        <p className="home-empty">另有 {found.total - found.profiles.length} 份，请补充查找的词。</p>
      )}
      {deleted && (
        <Undelete
          name={deleted.name ?? "未填写名称"}
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
  onDelete: () => void;
}

function Profile({ profile, onOpen, onDelete }: ProfileProps) {
  const name = profile.name ?? "未填写名称";
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
