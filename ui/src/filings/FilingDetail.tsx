import { useEffect, useState } from "react";
import { type Change, type FilingLine, useBackend, type WrittenCorrection } from "../backend";
import { placeName } from "../draft/shown";
import { useSession } from "../draft/useSession";
import { sayDate } from "../fields/date";
import { ChangeList } from "../history/ChangeList";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { LongWork, useLongWork } from "../shared/LongWork";
import { useCall } from "../shared/useCall";
import { ReturnForm } from "./ReturnForm";

interface Props {
  filing: FilingLine;
  onFilings: (filings: FilingLine[]) => void;
}

/** One filing: why it was sent back, what differs since, and the pages that take its pages' place. */
export function FilingDetail({ filing, onFilings }: Props) {
  const backend = useBackend();
  const session = useSession();
  const { run, isBusy, failure } = useCall();
  const { work, during } = useLongWork();
  const [changes, setChanges] = useState<Change[] | null>(null);
  const [isNoting, setNoting] = useState(false);
  const [written, setWritten] = useState<WrittenCorrection | null>(null);
  useEffect(
    () => void run(async () => setChanges(await backend.compareWithFiling(session.id, filing.id))),
    [run, backend, session, filing],
  );
  const write = () =>
    void run(async () => {
      setWritten(null);
      const folder = await backend.chooseFolder();
      if (!folder) return;
      const made = await during("正在生成修改材料", (onProgress) =>
        backend.writeCorrection(session.id, filing.id, folder, onProgress),
      );
      setWritten(made);
    });
  const { sentBack } = filing;
  return (
    <>
      <div className="history-tools">
        <span>{sayDate(filing.filedOn)}提交的内容已原样留存，以下为此后的改动。</span>
        <button type="button" className="button" onClick={() => setNoting(true)}>
          {sentBack ? "修改退回记录" : "记录退回"}
        </button>
        <button
          type="button"
          className="button is-primary"
          disabled={isBusy || filing.isCurrent}
          onClick={write}
        >
          生成修改材料
        </button>
      </div>
      <LongWork work={work} />
      {failure && <FailureNote failure={failure} />}
      {written && (
        <div className="note met" role="status">
          <Icon name="check" />
          <div>
            <p>
              已生成 {written.files.length} 个文件：{written.files.join("、")}
            </p>
            {written.warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
            <button
              type="button"
              className="link-button"
              onClick={() => void run(() => backend.reveal(written.path))}
            >
              打开所在文件夹
            </button>
          </div>
        </div>
      )}
      {sentBack && !isNoting && (
        <div className="note missing">
          <Icon name="undo" />
          <div>
            <strong>
              {sentBack.by}于{sayDate(sentBack.on)}退回修改
            </strong>
            {sentBack.reason && <p>{sentBack.reason}</p>}
            <ul>
              {Object.entries(sentBack.fields).map(([field, why]) => (
                <li key={field}>
                  {placeName(session.form, field)}：{why}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {isNoting && (
        <ReturnForm
          filing={filing}
          onNoted={(filings) => {
            setNoting(false);
            onFilings(filings);
          }}
          onClose={() => setNoting(false)}
        />
      )}
      {changes && <ChangeList form={session.form} changes={changes} />}
    </>
  );
}
