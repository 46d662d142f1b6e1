import { type FormEvent, useId, useState } from "react";

interface Props {
  /** References can be pasted too. */
  isPapers: boolean;
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** Takes rows that were copied in another program, or references. */
export function PasteForm({ isPapers, onPaste, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPaste(text);
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>
        在 Excel 或 WPS 中选中表头和各行并复制，粘贴到下面
        {isPapers && "；也可以粘贴参考文献（GB/T 7714、BibTeX 或 RIS）"}
      </label>
      <textarea
        id={id}
        className="import-text"
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          取消
        </button>
        <button type="submit" className="button is-primary" disabled={text.trim() === ""}>
          查看效果
        </button>
      </div>
    </form>
  );
}
