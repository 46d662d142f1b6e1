import { useId } from "react";
import type { ComparedField, ComparedProfile, Form } from "../backend";
import { textOf } from "../history/ChangeList";
import { isConflict, isTaken, type Taken } from "./taken";

interface Props {
  form: Form;
  compared: ComparedProfile;
  does: "keep" | "fill";
  taken: Taken;
  onTake: (taken: Taken) => void;
}

/** What one side says and the other does not, or says otherwise: taken over or left, one by one. */
export function ComparedFields({ form, compared, does, taken, onTake }: Props) {
  const { fields, same } = compared;
  const conflicts = fields.filter(isConflict).length;
  if (fields.length === 0) {
    const none = `没有可以${does === "keep" ? "存入" : "填入"}的内容。`;
    return (
      <p className="home-empty" role="status">
        {same > 0 ? `两边有 ${same} 项相同，` : ""}
        {none}
      </p>
    );
  }
  const text = (each: ComparedField, side: "kept" | "drafted") =>
    textOf(form, each.field, each[side], each.field.id) || "未填";
  const sides = does === "keep" ? (["kept", "drafted"] as const) : (["drafted", "kept"] as const);
  return (
    <>
      <p className="profile-lead" role="status">
        {conflicts > 0
          ? `有 ${conflicts} 项两边不同，请逐项选择；选择“保留”的不作改动。`
          : "原来没有填写的内容都会采用，不需要的请选择“保留”。"}
        {same > 0 && `另有 ${same} 项相同。`}
      </p>
      <table className="profile-fields">
        <thead>
          <tr>
            <th scope="col">项目</th>
            {sides.map((side, at) => (
              <th key={side} scope="col">
                {side === "kept" ? "资料中" : "申报中"}
                {at === 0 ? "（原有）" : "（新的）"}
              </th>
            ))}
            <th scope="col">处理</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((each) => (
            <tr key={each.field.id} className={isConflict(each) ? "is-apart" : undefined}>
              <th scope="row">{each.field.label}</th>
              {sides.map((side) => (
                <td key={side}>{text(each, side)}</td>
              ))}
              <td>
                <Decision
                  label={each.field.label}
                  isTaken={isTaken(each, taken, does)}
                  onTake={(isTaken) => onTake({ ...taken, [each.field.id]: isTaken })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface DecisionProps {
  label: string;
  isTaken: boolean;
  onTake: (isTaken: boolean) => void;
}

function Decision({ label, isTaken, onTake }: DecisionProps) {
  const name = useId();
  return (
    <fieldset className="profile-take">
      <legend className="visually-hidden">{label}</legend>
      <label>
        <input type="radio" name={name} checked={!isTaken} onChange={() => onTake(false)} />
        保留
      </label>
      <label>
        <input type="radio" name={name} checked={isTaken} onChange={() => onTake(true)} />
        采用
      </label>
    </fieldset>
  );
}
