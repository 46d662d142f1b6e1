import { fieldOf } from "../draft/shown";
import { form } from "../mock/drafts";
import { textOf } from "./ChangeList";

test("figures are read with their units, and what was chosen by its name", () => {
  const said = (id: string, value: string | number) => textOf(form, fieldOf(form, id), value, id);
  expect(said("organisation.registered_capital", "60000000.00")).toBe("6000 万元");
  expect(said("team.headcount", 38)).toBe("38 人");
  expect(said("organisation.kind", "private")).toBe("民营企业");
  expect(said("organisation.website", "https://a.example")).toBe("https://a.example");
});
