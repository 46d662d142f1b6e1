import { useSnapshot } from "../draft/useSession";
import { Icon } from "../shared/Icon";

/** Says that only a part is filled in here, for whom and what for. */
export function ExcerptNote() {
  const excerpt = useSnapshot(({ draft }) => draft.excerpt);
  if (!excerpt) return null;
  return (
    <div className="note advice">
      <Icon name="file" />
      <div>
        <strong>
          {excerpt.from} 分发给 {excerpt.to} 填写的部分
        </strong>
        {excerpt.note && <p>{excerpt.note}</p>}
        <p>填好后请选择右上角的“交回”。其余栏目由对方填写，这里不显示。</p>
      </div>
    </div>
  );
}
