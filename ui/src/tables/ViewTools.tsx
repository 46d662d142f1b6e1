import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Field } from "../backend";
import { wrongRows } from "../draft/findings";
import { useSnapshot } from "../draft/useSession";
import { isFiltered, PLAIN } from "./arrange";
import type { Rows } from "./useRows";
import type { View } from "./useView";

interface Props {
  field: Field;
  rows: Rows;
  view: View;
  /** Puts the keyboard into the first row in sight. */
  onEnter: () => void;
}

/** Looking for rows: by any word in them, by what is wrong with them; how many are in sight. */
export function ViewTools({ field, rows, view, onEnter }: Props) {
  const wrong = useSnapshot(({ report }) => wrongRows(report, field.id).size);
  const { wish, want } = view;
  const saveOrder = () => {
    rows.actions.replace(view.order.map((at) => rows.rows[at] ?? {}));
    want(PLAIN);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: not every supported web view knows <search>
    <div role="search" className="grid-view" aria-label={`查看${field.label}`}>
      <FilterBox
        words={wish.words}
        onWords={(words) => want({ words })}
        onEnter={onEnter}
        label={field.label}
      />
      {(wrong > 0 || wish.onlyWrong) && (
        <label className="grid-check">
          <input
            type="checkbox"
            checked={wish.onlyWrong}
            onChange={(event) => want({ onlyWrong: event.target.checked })}
          />
          只看有问题的行（{wrong}）
        </label>
      )}
      <p role="status" className="grid-count">
        {isFiltered(wish)
          ? `显示 ${view.order.length} 行，共 ${rows.rows.length} 行`
          : `共 ${rows.rows.length} 行`}
      </p>
      {view.isStale && (
        <button type="button" className="quiet-button" onClick={() => want({})}>
          重新{isFiltered(wish) ? "筛选" : "排序"}
        </button>
      )}
      {wish.sort && !isFiltered(wish) && (
        <button type="button" className="quiet-button" onClick={saveOrder}>
          按此顺序保存
        </button>
      )}
      {!view.isPlain && (
        <button type="button" className="quiet-button" onClick={() => want(PLAIN)}>
          {isFiltered(wish) ? "显示全部" : "恢复原顺序"}
        </button>
      )}
    </div>
  );
}

interface BoxProps {
  words: string;
  onWords: (words: string) => void;
  onEnter: () => void;
  label: string;
}

/** The browser owns its text: an input method's unfinished letters filter nothing. */
function FilterBox({ words, onWords, onEnter, label }: BoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (words === "" && box.current) box.current.value = "";
  }, [words]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && words !== "") onWords("");
    else if (event.key === "Enter" || event.key === "ArrowDown") onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={box}
      type="search"
      className="grid-filter"
      defaultValue={words}
      placeholder="筛选：任意一列的内容"
      aria-label={`筛选${label}的行`}
      aria-keyshortcuts="Control+F"
      autoComplete="off"
      spellCheck={false}
      onInput={(event) => {
        if (!(event.nativeEvent as InputEvent).isComposing) onWords(event.currentTarget.value);
      }}
      onCompositionEnd={(event) => onWords(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
