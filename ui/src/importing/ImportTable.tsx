import { useId } from "react";
import type { Field } from "../backend";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { Menu } from "../shared/Menu";
import { takesReferences } from "./columnsOf";
import { ImportPreview } from "./ImportPreview";
import { PasteForm } from "./PasteForm";
import { useImport } from "./useImport";

/** Fills a table from a file or from what was copied elsewhere. */
export function ImportTable({ field }: { field: Field }) {
  const { importing, close, pick, askForText, paste, readAgain, take, saveTemplate, saved } = useImport(
    field.id,
  );
  const id = useId();
  const isPapers = takesReferences(field);
  const preview =
    importing.state === "shown" ? importing.preview : importing.state === "reading" ? importing.last : null;
  return (
    <>
      <Menu
        label="导入…"
        name={`导入到${field.label}`}
        items={[
          {
            label: `从 Excel、WPS${isPapers ? "、BibTeX、RIS" : ""} 或 CSV 文件导入`,
            onChoose: () => void pick(),
          },
          { label: isPapers ? "粘贴表格或参考文献" : "粘贴表格内容", onChoose: askForText },
          { label: "下载可填写的 Excel 模板", onChoose: () => void saveTemplate() },
        ]}
      />
      {saved && (
        <span className="import-saved" role="status">
          模板已保存到 {saved}
        </span>
      )}
      {importing.state !== "idle" && (
        <Dialog labelledBy={id} onClose={close} isWide={preview !== null}>
          <h2 id={id}>导入到“{field.label}”</h2>
          {importing.state === "failed" && <FailureNote failure={importing.failure} />}
          {importing.state === "pasting" && (
            <PasteForm isPapers={isPapers} onPaste={(text) => void paste(text)} onClose={close} />
          )}
          {importing.state === "reading" && (
            <div className="import-reading">
              <progress aria-label="读取进度" />
              <p role="status">{importing.rows > 0 ? `已读取 ${importing.rows} 行…` : "正在读取…"}</p>
            </div>
          )}
          {preview && (
            <ImportPreview
              field={field}
              preview={preview}
              isBusy={importing.state === "reading"}
              onRead={(reading) => void readAgain(preview, reading)}
              onTake={(replace) => void take(replace)}
              onClose={close}
            />
          )}
          {importing.state !== "pasting" && !preview && (
            <div className="dialog-buttons">
              <button type="button" className="button" onClick={close}>
                {importing.state === "failed" ? "关闭" : "取消"}
              </button>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}
