import { useEffect, useState } from "react";
import { type OwnPack, type PackKind, useBackend } from "../backend";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";

/** Form packs that the user brings: what they are is said wherever their form goes. */
export function OwnPacks() {
  const backend = useBackend();
  const { run, isBusy, failure } = useCall();
  const [packs, setPacks] = useState<OwnPack[]>([]);
  const [note, setNote] = useState<string | null>(null);
  useEffect(() => void run(async () => setPacks(await backend.listOwnPacks())), [run, backend]);

  const add = (kind: PackKind) => {
    setNote(null);
    void run(async () => {
      const added = await backend.addOwnPack(kind);
      if (!added) return;
      setPacks(await backend.listOwnPacks());
      setNote(`已添加${added.title}，可在“申报”中新建。`);
    });
  };
  const remove = ({ id, edition, title }: OwnPack) =>
    void run(async () => {
      setPacks(await backend.removeOwnPack(id, edition));
      setNote(`已移除${title}，不再用于新建；已有的草稿仍可打开。`);
    });

  return (
    <section className="setting" aria-labelledby="own-packs-title">
      <h2 id="own-packs-title">自行添加的表单</h2>
      <p>
        可添加他人提供的表单包。添加前检查其写法；此类表单不是官方表单，列表、填写页和打印件上均注明“非官方”。
      </p>
      {failure && <FailureNote failure={failure} />}
      {note && (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>{note}</span>
        </p>
      )}
      {packs.length > 0 && (
        <ul className="backup-list is-named">
          {packs.map((pack) => (
            <li key={`${pack.id}/${pack.edition}`}>
              <span className="backup-time">{pack.title}</span>
              <span className="source">
                {pack.problem ?? `${pack.measure && `《${pack.measure}》，`}${pack.edition} 版`}
              </span>
              <button
                type="button"
                className="quiet-button"
                aria-label={`移除${pack.title}`}
                disabled={isBusy}
                onClick={() => remove(pack)}
              >
                移除
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="gate-actions">
        <button type="button" className="button" disabled={isBusy} onClick={() => add("folder")}>
          添加文件夹
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => add("zip")}>
          添加 ZIP 文件
        </button>
      </div>
    </section>
  );
}
