import { useId, useState } from "react";
import { Dialog } from "../shared/Dialog";
import { FailureNote } from "../shared/FailureNote";
import { today } from "../whatif/days";
import { FormRules } from "./FormRules";
import { useRules } from "./useRules";

interface Props {
  form: string;
  edition: string;
  /** The clause from which someone came. */
  clause: string;
  onClose: () => void;
}

/** All conditions of the open draft's form, over the draft. */
export function RulesDialog({ form, edition, clause, onClose }: Props) {
  const title = useId();
  const [day] = useState(today);
  const { rules, failure } = useRules(day);
  const own = rules?.find((each) => each.form === form && each.edition === edition);
  return (
    <Dialog labelledBy={title} onClose={onClose} isWide>
      <div className="rules-dialog">
        <header className="rules-head">
          <h2 id={title}>{own ? `规定：${own.title}` : "规定"}</h2>
          <button type="button" className="button" onClick={onClose}>
            关闭
          </button>
        </header>
        {failure && <FailureNote failure={failure} />}
        {own && <FormRules form={own} at={clause} />}
      </div>
    </Dialog>
  );
}
