import type { YearNotice } from "../backend";

export function emptyNotice(form: string, today: Date): YearNotice {
  return {
    form,
    year: today.getFullYear(),
    title: "",
    number: "",
    authority: "",
    opens: null,
    deadline: null,
    deadline_hour: null,
    copies: null,
    materials: [],
    contact: "",
    limits: {},
  };
}

/** A whole number as typed; null: none, or nothing that is one. */
export function wholeNumber(text: string): number | null {
  const digits = text.trim().normalize("NFKC");
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}
