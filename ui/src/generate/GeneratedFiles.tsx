import { useState } from "react";
import { type Generated, type ToSign, useBackend } from "../backend";
import { MarkFiled } from "../filings/MarkFiled";
import { FailureNote } from "../shared/FailureNote";
import { Icon } from "../shared/Icon";
import { useCall } from "../shared/useCall";
import { sayBytes } from "../shared/words";

interface Props {
  generated: Generated;
  onPortal: () => void;
}

/** What was written, the way to it, and what comes next: the authority's platform. */
export function GeneratedFiles({ generated, onPortal }: Props) {
  const backend = useBackend();
  const { run, failure } = useCall();
  const [isFiled, setFiled] = useState(false);
  return (
    <section className="generated" aria-label="生成结果">
      <p className="note met" role="status">
        <Icon name="check" />
        <span>已生成 {generated.files.length} 个文件。</span>
      </p>
      {generated.warnings.map((warning) => (
        <p key={warning} className="note missing">
          <Icon name="warn" />
          <span>{warning}</span>
        </p>
      ))}
      {generated.toSign.length > 0 && <ToSignList places={generated.toSign} />}
      <p className="generated-path">{generated.path}</p>
      <ul className="files">
        {generated.files.map((file) => (
          <li key={file.name}>
            <Icon name="file" />
            <span className="file-name">{file.name}</span>
            <span className="file-size">{sayBytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
      {isFiled ? (
        <p className="note met" role="status">
          <Icon name="check" />
          <span>已留存提交的内容。如被退回，请在“更多”中选择“提交与退回”。</span>
        </p>
      ) : (
        <MarkFiled label="标记为已提交" code={generated.checkCode} onMarked={() => setFiled(true)} />
      )}
      <button type="button" className="button" onClick={() => void run(() => backend.reveal(generated.path))}>
        <Icon name="folder" />
        打开所在文件夹
      </button>
      <p className="generated-next">
        在主管部门的平台上网上填报时，可以把各项内容逐项复制过去：
        <button type="button" className="link-button" onClick={onPortal}>
          打开旁侧填报
        </button>
      </p>
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}

/** Where to sign and seal, page by page. */
function ToSignList({ places }: { places: ToSign[] }) {
  return (
    <div className="note">
      <Icon name="warn" />
      <div>
        <strong>提交前请签字盖章：</strong>
        <ul className="to-sign">
          {places.map(({ file, page, asks }) => (
            <li key={`${file} ${page} ${asks}`}>
              {file} 第 {page} 页：{asks}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
