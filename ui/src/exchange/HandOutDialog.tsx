import { useEffect, useState } from "react";
import { type HandoutLine, useBackend } from "../backend";
import { shownSections } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { HandoutList } from "./HandoutList";
import { SealDialog } from "./SealDialog";

/** Chooses sections for someone else to fill in. */
export function HandOutDialog({ onClose }: { onClose: () => void }) {
  const backend = useBackend();
  const session = useSession();
  const variant = useSnapshot(({ draft }) => draft.variant);
  const [sections, setSections] = useState<string[]>([]);
  const [said, setSaid] = useState({ from: "", to: "", note: "" });
  const [handouts, setHandouts] = useState<HandoutLine[]>([]);
  useEffect(() => {
    backend.listHandouts(session.id).then(setHandouts, () => {});
  }, [backend, session]);
  const toggle = (id: string) =>
    setSections(sections.includes(id) ? sections.filter((each) => each !== id) : [...sections, id]);
  const isComplete = sections.length > 0 && said.from.trim() !== "" && said.to.trim() !== "";
  return (
    <SealDialog
      title="分发部分内容"
      lead="只有所选栏目的内容和附件存入文件，其余不会带出。对方填好交回后，再合并到这份草稿。"
      isComplete={isComplete}
      onSeal={async (passphrase, onProgress) => {
        await session.flush();
        const request = { sections, from: said.from.trim(), to: said.to.trim(), note: said.note.trim() };
        return backend.handOut(session.id, request, passphrase, onProgress);
      }}
      onClose={onClose}
    >
      <HandoutList handouts={handouts} />
      <fieldset className="handout-sections">
        <legend>分发的栏目</legend>
        {shownSections(session.form, variant).map(({ id, title }) => (
          <label key={id} className="option">
            <input type="checkbox" checked={sections.includes(id)} onChange={() => toggle(id)} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <div className="side-by-side">
        <Line label="发送人或部门" value={said.from} onChange={(from) => setSaid({ ...said, from })} />
        <Line label="填写人或部门" value={said.to} onChange={(to) => setSaid({ ...said, to })} />
      </div>
      <Line
        label="说明（填什么、何时交回）"
        value={said.note}
        onChange={(note) => setSaid({ ...said, note })}
      />
    </SealDialog>
  );
}

function Line({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = `handout:${label}`;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div className="control">
        <input id={id} value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      </div>
    </div>
  );
}
