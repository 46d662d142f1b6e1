import type { Form } from "../backend";

/** Whether a form is what is kept of an organisation or a person, and nothing that is filed. */
export function isProfile(form: Pick<Form, "id">): boolean {
  return form.id.startsWith("profile.");
}
