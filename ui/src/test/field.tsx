/** One field on a page of its own, over a core that records what arrives. */
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type Backend, BackendContext, type Draft, type Edit, type Field, type Report } from "../backend";
import { DraftSession } from "../draft/session";
import { SessionContext } from "../draft/useSession";
import { FieldView } from "../fields/FieldView";

const REPORT: Report = {
  standing: "incomplete",
  in_force: { from: "2023-12-15", until: null, standing: "met", says: null },
  ready_from: null,
  findings: [],
  field_findings: [],
  cross_checks: [],
  notices: [],
  carried: [],
  hidden: [],
  not_shown: [],
  sections: [],
  lengths: [],
};

/** A field with everything that a test does not say left empty. */
export function fieldOf(kind: Partial<Field> & Pick<Field, "kind">): Field {
  const plain = {
    id: "a.b",
    label: "问题",
    required: false,
    variants: [],
    hint: null,
    example: null,
    cite: null,
  };
  return { ...plain, private: false, ...kind } as Field;
}

/** `beside`: fields of the same section, which are not drawn; `marks`: where answers come from. */
export function renderField(
  field: Field,
  answers: Draft["answers"] = {},
  report: Partial<Report> = {},
  beside: Field[] = [],
  marks: Pick<Draft, "origins" | "seen"> = {},
) {
  const edits: Edit[] = [];
  const state = {
    report: { ...REPORT, ...report },
    savedAt: "2026-06-15T14:03:22+08:00",
    canUndo: false,
    canRedo: false,
  };
  const backend = {
    editDraft: async (_: string, edit: Edit) => {
      edits.push(edit);
      return state;
    },
    checkWith: async () => state.report,
  } as unknown as Backend;
  const form = { sections: [{ id: "a", title: "甲", hint: null, fields: [field, ...beside] }] } as never;
  const draft = {
    format: 1,
    form: "f",
    edition: "1",
    variant: "v",
    filing_date: "2026-06-15",
    answers,
    ...marks,
  };
  const session = new DraftSession(backend, { id: "1", form, draft, state });
  const view = render(
    <BackendContext value={backend}>
      <SessionContext value={session}>
        <FieldView field={field} />
      </SessionContext>
    </BackendContext>,
  );
  const answer = () => session.snapshot().draft.answers[field.id];
  return { ...view, user: userEvent.setup(), session, edits, answer };
}
