import { useEffect, useId, useState } from "react";
import { type ComparedProfile, type ProfileLine, type ProfilePlace, useBackend } from "../backend";
import { useSession } from "../draft/useSession";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { ComparedFields } from "./ComparedFields";
import { isConflict, isTaken, type Taken } from "./taken";

interface Props {
  /** Keeps what the draft says in a profile, or fills a profile into the draft. */
  does: "keep" | "fill";
  onClose: () => void;
}

const WORDS = {
  keep: { title: "存入资料", done: "存入", none: "这份申报里还没有填写名称的单位或者人员，请先填写名称。" },
  fill: { title: "从资料填入", done: "填入", none: "这份申报目前没有可以填入单位或者人员的地方。" },
};

/** What tells one from another. */
const NUMBERS = ["credit_code", "identity_number", "identity_document"];

/** Whose, into which profile, and what of it: field by field where both sides differ. */
export function ProfileDialog({ does, onClose }: Props) {
  const backend = useBackend();
  const session = useSession();
  const title = useId();
  const { run, isBusy, failure } = useCall();
  const [places, setPlaces] = useState<ProfilePlace[] | null>(null);
  const [profiles, setProfiles] = useState<ProfileLine[]>([]);
  const [at, setAt] = useState(0);
  const [profile, setProfile] = useState("");
  const [compared, setCompared] = useState<ComparedProfile | null>(null);
  const [taken, setTaken] = useState<Taken>({});
  const [kept, setKept] = useState<string | null>(null);
  const words = WORDS[does];
  const place = places?.[at];
  const own = profiles.filter((each) => each.kind.id === place?.kind.id);
  const known = own.find((each) => each.id === place?.known);
  const isChosen = place && (does === "keep" || profile !== "");

  useEffect(() => {
    void run(async () => {
      await session.flush();
      const [found, all] = await Promise.all([
        backend.profilePlaces(session.id),
        backend.findProfiles("", false),
      ]);
      const wanted = found.filter((each) => does === "fill" || each.name !== null);
      setPlaces(wanted);
      setProfiles(all.profiles);
      setProfile(wanted[0]?.known ?? "");
    });
  }, [run, backend, session, does]);

  useEffect(() => {
    setCompared(null);
    setTaken({});
    if (!isChosen) return;
    let isCurrent = true;
    void run(async () => {
      const { place: path, kind } = place;
      const found = await backend.compareProfile(session.id, path, kind.id, profile || null, does === "fill");
      if (isCurrent) setCompared(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [run, backend, session, does, place, profile, isChosen]);

  const take = () => {
    const fields = compared?.fields.filter((each) => isTaken(each, taken, does)) ?? [];
    const ids = fields.map((each) => each.field.id);
    return void run(async () => {
      if (!place) return;
      if (does === "keep") {
        const line = await backend.keepInProfile(
          session.id,
          place.place,
          place.kind.id,
          profile || null,
          ids,
        );
        setKept(line.name ?? "未填写名称");
      } else {
        await session.adopt(() => backend.fillFromProfile(session.id, place.place, profile, ids));
        onClose();
      }
    });
  };
  const count = compared?.fields.filter((each) => isTaken(each, taken, does)).length ?? 0;

  return (
    <Dialog labelledBy={title} onClose={onClose} isWide>
      <h2 id={title}>{words.title}</h2>
      {failure && <FailureNote failure={failure} />}
      {kept !== null && (
        <>
          <p className="note met" role="status">
            已存入“{kept}”的资料，可在“单位与人员”中查看和修改。
          </p>
          <div className="dialog-tools">
            <button type="button" className="button is-primary" onClick={onClose}>
              完成
            </button>
          </div>
        </>
      )}
      {kept === null && (
        <>
          {places?.length === 0 && <p>{words.none}</p>}
          {place && (
            <div className="profile-choice">
              <label>
                {does === "keep" ? "存入谁的" : "填入何处"}
                <select
                  // biome-ignore lint/a11y/noAutofocus: it comes after the dialog, which gave the focus to its only button
                  autoFocus
                  value={at}
                  onChange={(event) => {
                    const next = Number(event.target.value);
                    setAt(next);
                    setProfile(places?.[next]?.known ?? "");
                  }}
                >
                  {places?.map((each, index) => (
                    <option key={`${each.kind.id}:${each.place}`} value={index}>
                      {placeWords(each)}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                {does === "keep" ? "存到" : "取自"}
                <select value={profile} onChange={(event) => setProfile(event.target.value)}>
                  <option value="">{does === "keep" ? "另存为新的资料" : "请选择资料"}</option>
                  {own.map((each) => (
                    <option key={each.id} value={each.id}>
                      {[each.name ?? "未填写名称", each.number].filter(Boolean).join(" ")}
                      {each.id === place.known ? "（同一个）" : ""}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          {does === "keep" && known && profile === "" && (
            <p className="note advice" role="status">
              <Icon name="warn" />
              <span>
                “{known.name ?? "未填写名称"}
                ”已有资料（号码相同，或者名称相同）。另存以后会有两份；只需更新的，请在“存到”中选择它。
              </span>
            </p>
          )}
          {place && does === "fill" && own.length === 0 && (
            <p className="home-empty">
              还没有{place.kind.title}的资料。请先在填好的申报中“存入资料”，或者到“单位与人员”新建。
            </p>
          )}
          {compared?.fields.some((each) => isConflict(each) && NUMBERS.includes(each.field.kind)) && (
            <p className="note advice" role="status">
              <Icon name="warn" />
              <span>两边的号码不同，可能不是同一个{place?.kind.title}，请核对上面的选择。</span>
            </p>
          )}
          {compared && (
            <ComparedFields
              form={session.form}
              compared={compared}
              does={does}
              taken={taken}
              onTake={setTaken}
            />
          )}
          <div className="dialog-tools">
            <button type="button" className="button" onClick={onClose}>
              取消
            </button>
            <button
              type="button"
              className="button is-primary"
              disabled={isBusy || !compared || count === 0}
              onClick={take}
            >
              {words.done} {count > 0 ? `${count} 项` : ""}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function placeWords({ title, name, place, kind }: ProfilePlace): string {
  const row = /\[(\d+)\]$/.exec(place)?.[1];
  const at = row === undefined ? title : `${title} 第 ${Number(row) + 1} 行`;
  return `${at}（${kind.title}）：${name ?? (row === undefined ? "未填写名称" : "新增一行")}`;
}
