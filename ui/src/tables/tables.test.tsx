import { act, fireEvent, screen } from "@testing-library/react";
import { byId } from "../test/app";
import { fieldOf, renderField } from "../test/field";
import { readCells } from "./paste";

const name = fieldOf({ kind: "text", max: null, binding: "practice", id: "name", label: "姓名" });
const joined = fieldOf({ kind: "date", id: "joined", label: "入职日期" });
const insured = fieldOf({ kind: "yes_no", id: "insured", label: "参保" });
const sum = fieldOf({
  kind: "money",
  shown_in: "ten_thousand_yuan",
  negative: false,
  id: "sum",
  label: "金额",
});
const roster = fieldOf({ kind: "table", columns: [name, joined, insured] });
const years = fieldOf({ kind: "years", count: 3, since: "a.since", columns: [sum] });
const people = (...names: string[]) => ({ "a.b": names.map((each) => ({ name: each })) });
const names = (answer: unknown) => (answer as { name?: string }[]).map((row) => row.name ?? "");
const cell = (row: number, column: string) => byId(`cell:a.b:${row}:${column}`);
const frames = () => act(() => new Promise((resolve) => setTimeout(resolve, 60)));

test("rows are added, and that there are none is confirmed and taken back", async () => {
  const { user, answer } = renderField(roster);
  await user.click(screen.getByRole("button", { name: "确认没有" }));
  expect(answer()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "撤回“没有”" }));
  expect(answer()).toBeUndefined();
  await user.click(screen.getByRole("button", { name: "添加一行" }));
  await user.type(cell(0, "name"), "李晓");
  expect(answer()).toEqual([{ name: "李晓" }]);
});

test("what is only advised on a cell is said below the table, behind what is wrong", () => {
  const finding = (row: number, standing: "met" | "not_met", says: string) => ({
    field: `a.b[${row}].name`,
    standing,
    says,
  });
  const findings = [finding(0, "met", "按惯例不超过 2 字。"), finding(1, "not_met", "无法打印。")];
  renderField(roster, people("欧阳上官", "甲"), { field_findings: findings });
  const said = [...document.querySelectorAll(".cell-messages button")];
  expect(said.map((each) => [each.textContent, each.className])).toEqual([
    ["无法打印。", "link-button wrong"],
    ["按惯例不超过 2 字。", "link-button advice"],
  ]);
  expect(cell(0, "name")).toHaveAttribute("aria-invalid", "false");
});

test("a name in the first column stays in sight, and what the keyboard goes to is not left behind it", () => {
  const scroller = (columns: (typeof name)[]) => {
    const { container, unmount } = renderField(fieldOf({ kind: "table", columns }), people("甲"));
    const found = container.querySelector<HTMLElement>(".grid-scroller");
    unmount();
    return [found?.classList.contains("has-name"), found?.style.getPropertyValue("--name")];
  };
  expect(scroller([name, joined])).toEqual([true, "7.5em"]);
  expect(scroller([joined, name])[0]).toBe(false);
});

test("a table without its last row is not answered, instead of confirmed empty", async () => {
  const { user, answer } = renderField(roster, people("甲"));
  await user.click(screen.getByRole("button", { name: "删除第 1 行" }));
  expect(answer()).toBeUndefined();
});

test.each<[string, [number, string], string, [number, string]]>([
  ["down", [0, "name"], "{ArrowDown}", [1, "name"]],
  ["up", [1, "name"], "{ArrowUp}", [0, "name"]],
  [
    "above the first row to its head, and back",
    [0, "joined"],
    "{ArrowUp}{ArrowLeft}{ArrowDown}",
    [0, "name"],
  ],
  ["right, past the end of the text", [0, "name"], "{End}{ArrowRight}", [0, "joined"]],
  ["not right inside the text", [0, "name"], "{Home}{ArrowRight}", [0, "name"]],
  ["left, past the start", [0, "joined"], "{Home}{ArrowLeft}", [0, "name"]],
  ["Enter goes down", [0, "joined"], "{Enter}", [1, "joined"]],
  ["Tab goes right", [0, "name"], "{Tab}", [0, "joined"]],
])("keys move between cells: %s", async (_, from, keys, to) => {
  const { user } = renderField(roster, people("甲乙", "丙丁"));
  await user.click(cell(...from));
  await user.keyboard(keys);
  await frames();
  expect(document.activeElement?.id).toBe(`cell:a.b:${to[0]}:${to[1]}`);
});

test("Enter on the last row adds one and goes there", async () => {
  const { user, answer } = renderField(roster, people("甲"));
  await user.click(cell(0, "name"));
  await user.keyboard("{Enter}");
  await frames();
  await user.keyboard("乙");
  expect(names(answer())).toEqual(["甲", "乙"]);
});

test("Alt with an arrow moves the row, Ctrl with Delete removes it", async () => {
  const { user, answer } = renderField(roster, people("甲", "乙", "丙"));
  await user.click(cell(0, "name"));
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await frames();
  expect(names(answer())).toEqual(["乙", "甲", "丙"]);
  expect(cell(1, "name")).toHaveFocus();
  await user.keyboard("{Control>}{Delete}{/Control}");
  expect(names(answer())).toEqual(["乙", "丙"]);
  expect(cell(1, "name")).toHaveValue("丙");
});

test("an unreadable cell stays with its row when the row above is removed", async () => {
  const { user, answer } = renderField(roster, people("甲", "乙"));
  await user.type(cell(1, "joined"), "去年");
  await user.click(screen.getByRole("button", { name: "删除第 1 行" }));
  expect(answer()).toEqual([{ name: "乙", joined: "去年" }]);
  expect(cell(0, "joined")).toHaveValue("去年");
});

test("what was being typed goes with its row when that is removed by keys", async () => {
  const { user, answer } = renderField(roster, people("甲", "乙"));
  await user.type(cell(0, "joined"), "去年");
  await user.keyboard("{Control>}{Delete}{/Control}");
  expect(answer()).toEqual([{ name: "乙" }]);
  expect(cell(0, "joined")).toHaveValue("");
});

test("rows copied from a spreadsheet are written from the cell on, options by their labels", async () => {
  const { user, answer, edits, session } = renderField(roster, people("甲"));
  await user.click(cell(0, "name"));
  fireEvent.paste(cell(0, "name"), {
    clipboardData: { getData: () => "王一\t2024/3/5\t是\r\n李二\t\t否\r\n" },
  });
  expect(answer()).toEqual([
    { name: "王一", joined: "2024-03-05", insured: true },
    { name: "李二", insured: false },
  ]);
  await session.flush();
  expect(edits).toHaveLength(1);
});

test.each([
  ["一个值", null],
  ["a\tb", [["a", "b"]]],
  ["a\nb\n", [["a"], ["b"]]],
  ['"两\n行"\tb', [["两\n行", "b"]]],
  ['"说""好"""\tb', [['说"好"', "b"]]],
  ["a\t\tb", [["a", "", "b"]]],
])("copied %j has the cells %j", (text, cells) => expect(readCells(text)).toEqual(cells));

test("a three-year table has the years before the filing year, and keeps exact yuan", async () => {
  const { user, answer } = renderField(years);
  expect(screen.getAllByRole("rowheader").map((head) => head.textContent)).toEqual([
    "2023年",
    "2024年",
    "2025年",
  ]);
  await user.type(cell(1, "sum"), "0.1");
  expect(answer()).toEqual([{ year: 2023 }, { year: 2024, sum: "1000.00" }, { year: 2025 }]);
  await user.type(cell(2, "sum"), "8");
  expect(answer()).toEqual([{ year: 2023 }, { year: 2024, sum: "1000.00" }, { year: 2025, sum: "80000.00" }]);
});

test("years before the establishment do not apply, and years outside the window are kept", async () => {
  const { user, answer } = renderField(years, {
    "a.since": "2024-05-01",
    "a.b": [{ year: 2020, sum: "1.00" }],
  });
  expect(screen.getByText("成立之前，不适用")).toBeInTheDocument();
  expect(screen.getByText(/2020年的数据已保留/)).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "2023年 金额" })).toBeDisabled();
  await user.type(screen.getByRole("textbox", { name: "2024年 金额" }), "3");
  expect(answer()).toContainEqual({ year: 2020, sum: "1.00" });
  expect(answer()).toContainEqual({ year: 2024, sum: "30000.00" });
});
