import type { Edit, Field, Origin } from "../backend";
import { sectionOf, shownFields } from "../draft/shown";
import { useSession, useSnapshot } from "../draft/useSession";
import { contentsOf, offersFor } from "./contents";

/** Offers what a number contains to the empty fields beside it; one press takes it. */
export function Offers({ field }: { field: Field }) {
  const session = useSession();
  const { answers, variant } = useSnapshot(({ draft }) => draft);
  const report = useSnapshot((snapshot) => snapshot.report);
  const contents = contentsOf(field, answers[field.id]);
  const section = contents && sectionOf(session.form, field.id);
  if (!contents || !section) return null;
  const offers = offersFor(contents, shownFields(section, variant, report), ({ id }) => answers[id]);
  if (offers.length === 0) return null;
  const take = () => {
    const edits = offers.map(({ field: { id }, value }): Edit => ({ edit: "set", path: id, value }));
    const origin: Origin = { origin: "computed", from: [field.label] };
    const traces = Object.fromEntries(offers.map((offer) => [offer.field.id, { open: null, seen: origin }]));
    session.change({ edit: "several", edits: [...edits, { edit: "trace", traces }] });
  };
  return (
    <p className="offer">
      <span>
        按{field.kind === "credit_code" ? "代码（首次登记时）" : "证件号码"}，
        {offers.map(({ says }) => says).join("、")}。
      </span>
      <button type="button" className="link-button" onClick={take}>
        核对无误，填入
      </button>
    </p>
  );
}
