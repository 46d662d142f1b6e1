import type { ExtraMaterial } from "../backend";
import { Icon } from "../shared/Icon";

interface Props {
  materials: ExtraMaterial[];
  onChange: (materials: ExtraMaterial[]) => void;
}

/** What the notice asks for beside the form's own materials. */
export function MaterialRows({ materials, onChange }: Props) {
  const change = (at: number, part: Partial<ExtraMaterial>) =>
    onChange(materials.map((each, place) => (place === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="notice-part">
      <legend>另需的材料</legend>
      {materials.map((material, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a material is told apart by its place alone
        <div className="notice-material" key={at}>
          <div className="control">
            <input
              aria-label={`第 ${at + 1} 项材料名称`}
              placeholder="材料名称"
              value={material.name}
              onChange={(event) => change(at, { name: event.target.value })}
            />
          </div>
          <div className="control">
            <input
              aria-label={`第 ${at + 1} 项材料形式`}
              placeholder="形式，例：纸质原件一份"
              value={material.form}
              onChange={(event) => change(at, { form: event.target.value })}
            />
          </div>
          <label className="option">
            <input
              type="checkbox"
              checked={material.required}
              onChange={(event) => change(at, { required: event.target.checked })}
            />
            <span>必备</span>
          </label>
          <button
            type="button"
            className="icon-button"
            aria-label={`删去第 ${at + 1} 项材料`}
            onClick={() => onChange(materials.filter((_, place) => place !== at))}
          >
            <Icon name="remove" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="quiet-button"
        onClick={() => onChange([...materials, { name: "", form: "", required: true }])}
      >
        添加一项材料
      </button>
    </fieldset>
  );
}
