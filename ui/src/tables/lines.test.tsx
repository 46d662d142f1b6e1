import { screen } from "@testing-library/react";
import type { Row } from "../draft/apply";
import { byId } from "../test/app";
import { fieldOf, renderField } from "../test/field";
import { withLines } from "./lines";

const options = ["01", "02", "03"].map((id) => ({ id, label: `${Number(id)}月` }));
const month = fieldOf({ kind: "choice", id: "month", label: "月份", required: true, options });
const count = fieldOf({ kind: "integer", id: "n", label: "场次", min: 0, max: null, unit: "场" });
const months = fieldOf({ kind: "table", columns: [month, count], row_for_each: "month" });
const cell = (row: number, column: string) => byId(`cell:a.b:${row}:${column}`);

test("every option has its line, and the first answer makes all rows", async () => {
  const { user, answer } = renderField(months);
  expect(screen.getAllByRole("row")).toHaveLength(4);
  expect(screen.queryByRole("button", { name: "添加一行" })).toBeNull();
  await user.type(cell(1, "n"), "7");
  await user.tab();
  expect(answer()).toEqual([{ month: "01" }, { month: "02", n: 7 }, { month: "03" }]);
});

test("rows that are kept in another order stay where they are and are shown by their option", async () => {
  const kept = [
    { month: "03", n: 3 },
    { month: "01", n: 1 },
    { month: "02", n: 2 },
  ];
  const { user, answer } = renderField(months, { "a.b": kept });
  const shown = screen.getAllByRole("textbox").map((input) => (input as HTMLInputElement).value);
  expect(shown).toEqual(["1", "2", "3"]);
  await user.clear(cell(0, "n"));
  await user.type(cell(0, "n"), "9");
  await user.tab();
  expect(answer()).toEqual([{ month: "03", n: 9 }, ...kept.slice(1)]);
});

test("nothing that is kept is dropped", () => {
  const odd: Row[] = [{ month: "13", n: 1 }, { n: 2 }, { month: "02" }];
  expect(withLines(odd, "month", options)).toEqual([
    { month: "01" },
    { month: "02" },
    { month: "03" },
    { month: "13", n: 1 },
    { n: 2 },
  ]);
  const whole = options.map(({ id }) => ({ month: id }));
  expect(withLines(whole, "month", options)).toBe(whole);
});
