/** Which forms fit what a newcomer answered. */
import type { Filer, Published, Purpose, Variant } from "../backend";

/** null: not said, or anything. */
export interface Wish {
  filer: Filer | null;
  purpose: Purpose | null;
}

/** A form and a kind of applicant. */
export interface Match {
  key: string;
  form: Published;
  variant: Variant;
}

/** Those whose measure is in force first; otherwise in the order of the packs. */
export function matches(all: readonly Published[], { filer, purpose }: Wish): Match[] {
  const found = all.flatMap((form) =>
    form.variants
      .filter(() => purpose === null || form.purpose === null || form.purpose === purpose)
      .filter(({ filers }) => filer === null || filers.length === 0 || filers.includes(filer))
      .map((variant) => ({ key: `${form.form}@${form.edition}:${variant.id}`, form, variant })),
  );
  const lapsed = ({ form }: Match) => (form.out_of_force === null ? 0 : 1);
  return found.sort((one, other) => lapsed(one) - lapsed(other));
}

/** Its clauses: those that decide about this kind of applicant. */
export function deciding({ form, variant }: Match) {
  return form.rules.filter(
    ({ binding, variants }) =>
      binding === "regulation" && (variants.length === 0 || variants.includes(variant.id)),
  );
}
