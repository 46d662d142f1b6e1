import type { DraftSummary, FormSummary } from "../backend";

/** What a draft can be made into. */
export interface NewForm {
  label: string;
  form: string;
  edition: string;
  /** Null: the pack says how such drafts are carried over, and into which kind of applicant. */
  variant: string | null;
}

/** Every form: those to which the draft leads first, and the others, into which it brings what both ask. */
export function newForms(draft: DraftSummary, forms: FormSummary[]): NewForm[] {
  if (draft.excerpt) return [];
  const led = draft.leadsTo.map(({ title, form, edition }) => ({
    label: title,
    form,
    edition,
    variant: null,
  }));
  const isLed = ({ id, edition }: FormSummary) =>
    led.some((each) => each.form === id && each.edition === edition);
  const others = forms
    .filter((form) => !isLed(form))
    .flatMap(({ id, edition, title, variants }) =>
      variants.map((variant) => ({
        label: variants.length > 1 ? `${title} · ${variant.title}` : title,
        form: id,
        edition,
        variant: variant.id,
      })),
    );
  return [...led, ...others];
}
