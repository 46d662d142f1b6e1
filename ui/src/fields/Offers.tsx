import { useState } from "react";
import type { Edit, Field, Origin, Value } from "../backend";
import { elementId } from "../draft/path";
import { sectionOf, shownFields } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { contentsOf, offersFor } from "./contents";

/** Offers what a number contains to the empty fields beside it; one press takes it, and what was taken is said. */
export function Offers({ field }: { field: Field }) {
  const session = useSession();
  const { answers, variant } = useSnapshot(({ draft }) => draft);
  const report = useSnapshot((snapshot) => snapshot.report);
  const [taken, setTaken] = useState<{ from: Value | undefined; says: string } | null>(null);
  const contents = contentsOf(field, answers[field.id]);
  const section = contents && sectionOf(session.form, field.id);
  if (!contents || !section) return null;
  const offers = offersFor(contents, shownFields(section, variant, report), ({ id }) => answers[id]);
  if (offers.length === 0 && taken && taken.from === answers[field.id])
    return (
      <p className="offer" role="status">
        已填入{taken.says}。
      </p>
    );
  if (offers.length === 0) return null;
  const says = offers.map((offer) => offer.says).join("、");
  const take = () => {
    const edits = offers.map(({ field: { id }, value }): Edit => ({ edit: "set", path: id, value }));
    const origin: Origin = { origin: "computed", from: [field.label] };
    const traces = Object.fromEntries(offers.map((offer) => [offer.field.id, { open: null, seen: origin }]));
    session.change({ edit: "several", edits: [...edits, { edit: "trace", traces }] });
    setTaken({ from: answers[field.id], says });
    // The button goes: whoever works by keys goes on from the number.
    document.getElementById(elementId(field.id))?.focus();
  };
  return (
    <p className="offer">
      <span>
        按{field.kind === "credit_code" ? "代码（首次登记时）" : "证件号码"}，{says}。
      </span>
      <button type="button" className="link-button" onClick={take}>
        核对无误，填入
      </button>
    </p>
  );
}
