/** Looking for rows in a table: the view changes, the answers do not. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { Report } from "../backend";
import type { Row } from "../draft/apply";
import { byId, renderDraft } from "../test/app";
import { fieldOf, renderField } from "../test/field";
import { arrange, follow, PLAIN } from "./arrange";

const name = fieldOf({ kind: "text", max: null, binding: "practice", id: "name", label: "姓名" });
const age = fieldOf({ kind: "integer", id: "age", label: "年龄", min: null, max: null, unit: "岁" });
const insured = fieldOf({ kind: "yes_no", id: "insured", label: "参保" });
const columns = [name, age, insured];
const roster = fieldOf({ kind: "table", columns });

const NAMES = [
  "赵一",
  "钱二",
  "孙三",
  "李四",
  "周五",
  "吴六",
  "郑七",
  "王八",
  "冯九",
  "陈十",
  "褚十一",
  "卫十二",
];
const people: Row[] = NAMES.map((each, at) => ({ name: each, age: (at * 7) % 12, insured: at % 2 === 0 }));
const kept = { "a.b": people };
const wrong = (...rows: number[]): Partial<Report> => ({
  field_findings: rows.map((row) => ({
    field: `a.b[${row}].age`,
    standing: "not_met" as const,
    says: `第 ${row + 1} 行：年龄有误。`,
  })),
});

const shown = () => screen.getAllByRole("rowheader").map((head) => Number(head.textContent) - 1);
const filter = () => screen.getByRole("searchbox", { name: "筛选问题的行" });
const cell = (row: number, column: string) => byId(`cell:a.b:${row}:${column}`);

test("any column's text filters, several words narrow it down, and the answers stay", async () => {
  const { user, answer } = renderField(roster, kept);
  await user.type(filter(), "十");
  expect(shown()).toEqual([9, 10, 11]);
  expect(screen.getByText("显示 3 行，共 12 行")).toBeInTheDocument();
  await user.type(filter(), " 是");
  expect(shown()).toEqual([10]);
  await user.keyboard("{Escape}");
  expect(shown()).toHaveLength(12);
  expect(answer()).toEqual(people);
});

test("an input method's unfinished letters filter nothing", () => {
  renderField(roster, kept);
  fireEvent.compositionStart(filter());
  fireEvent.input(filter(), { target: { value: "zhao" }, isComposing: true });
  expect(shown()).toHaveLength(12);
  fireEvent.input(filter(), { target: { value: "赵" }, isComposing: true });
  fireEvent.compositionEnd(filter());
  expect(shown()).toEqual([0]);
});

test("only the rows with something wrong; one that was mended stays until they are filtered anew", async () => {
  const { user, answer } = renderField(roster, kept, wrong(3, 7));
  await user.click(screen.getByRole("checkbox", { name: "只看有问题的行（2）" }));
  expect(shown()).toEqual([3, 7]);
  await user.clear(cell(3, "name"));
  await user.type(cell(3, "name"), "改名");
  expect(shown()).toEqual([3, 7]);
  expect(answer()).toEqual(people.with(3, { ...people[3], name: "改名" }));
});

test("a head sorts up, down, and not at all; a row that is typed in stays in its place", async () => {
  const { user, answer } = renderField(roster, kept);
  const head = screen.getByRole("button", { name: "年龄（岁）" });
  await user.click(head);
  expect(shown().slice(0, 3)).toEqual([0, 7, 2]);
  expect(screen.getByRole("columnheader", { name: "年龄（岁）" })).toHaveAttribute("aria-sort", "ascending");
  const before = shown();
  await user.clear(cell(7, "age"));
  await user.type(cell(7, "age"), "99");
  expect(shown()).toEqual(before);
  await user.click(screen.getByRole("button", { name: "重新排序" }));
  expect(shown().at(-1)).toBe(7);
  await user.click(head);
  expect(shown()[0]).toBe(7);
  await user.click(head);
  expect(shown()).toEqual([...people.keys()]);
  expect(answer()).toEqual(people.with(7, { ...people[7], age: 99 }));
});

test("an order is saved only when someone says so, as one change", async () => {
  const { user, answer, edits, session } = renderField(roster, kept);
  await user.click(screen.getByRole("button", { name: "年龄（岁）" }));
  await user.click(screen.getByRole("button", { name: "按此顺序保存" }));
  expect((answer() as unknown as Row[]).map((row) => row.age)).toEqual([...people.keys()]);
  await session.flush();
  expect(edits).toHaveLength(1);
});

test("keys and pasted cells keep to the rows in sight, and rows do not move while some are hidden", async () => {
  const { user, answer } = renderField(roster, kept);
  await user.type(filter(), "十");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(cell(9, "name")).toHaveFocus());
  await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
  await waitFor(() => expect(cell(10, "name")).toHaveFocus());
  expect(screen.getByText(/筛选或排序时不能移动行/)).toBeInTheDocument();
  fireEvent.paste(cell(10, "name"), {
    clipboardData: { getData: () => "甲\t ３０ \r\n乙\t31\r\n丙\t32\r\n" },
  });
  const rows = answer() as unknown as Row[];
  expect([rows[10]?.name, rows[10]?.age, rows[11]?.name, rows[12]?.name]).toEqual(["甲", 30, "乙", "丙"]);
  expect(screen.getByText("已粘贴 3 行；已整理 1 处，如“３０”→“30”。可按 Ctrl+Z 撤销。")).toBeInTheDocument();
  expect(shown()).toEqual([9, 10, 11, 12]);
});

test("a row that is added or removed leaves the others where they are", async () => {
  const { user } = renderField(roster, kept);
  await user.type(filter(), "十");
  await user.click(screen.getByRole("button", { name: "添加一行" }));
  expect(shown()).toEqual([9, 10, 11, 12]);
  await user.click(screen.getByRole("button", { name: "删除第 11 行" }));
  expect(shown()).toEqual([9, 10, 11]);
  expect(cell(10, "name")).toHaveValue("卫十二");
});

test("a row is dragged by its number", () => {
  const { answer } = renderField(roster, kept);
  const rows = screen.getAllByRole("rowheader");
  for (const [at, head] of rows.entries()) {
    const row = head.closest("tr") as HTMLElement;
    row.getBoundingClientRect = () => ({ top: at * 40, bottom: at * 40 + 40 }) as DOMRect;
  }
  fireEvent.pointerDown(rows[0] as Element, { button: 0, clientY: 20 });
  fireEvent.pointerMove(rows[0] as Element, { clientY: 100 });
  fireEvent.pointerUp(rows[0] as Element);
  expect((answer() as unknown as Row[]).slice(0, 3).map((row) => row.name)).toEqual(["钱二", "孙三", "赵一"]);
  expect(screen.getByText("已移到第 3 行，共 12 行。")).toBeInTheDocument();
});

test("a finding leads to its row although a filter hides it", async () => {
  const { user } = await renderDraft("wrong");
  const sections = within(screen.getByRole("navigation", { name: "栏目" }));
  await user.click(sections.getByRole("button", { name: /设计团队/ }));
  const box = await screen.findByRole("searchbox", { name: "筛选设计团队花名册的行" });
  await user.type(box, "没有这个人");
  expect(screen.getByText("没有符合条件的行。")).toBeInTheDocument();
  const [finding] = screen.getAllByRole("button", { name: /第 3 行.*日期无法识别/ });
  if (finding) await user.click(finding);
  await waitFor(() => expect(byId("cell:team.roster:2:joined_on")).toHaveFocus());
  expect(box).toHaveValue("");
});

test.each<[string, number[], Row[], Row[], number[] | null]>([
  ["a changed row", [2, 0], people.slice(0, 3), people.slice(0, 3).with(0, {}), [2, 0]],
  ["one removed", [2, 1, 0], people.slice(0, 3), people.slice(0, 3).toSpliced(1, 1), [1, 0]],
  ["one inserted", [2, 0], people.slice(0, 3), people.slice(0, 3).toSpliced(1, 0, {}), [3, 0, 1]],
  ["other rows", [0], people.slice(0, 3), people.slice(4, 6), null],
])("the view follows %s", (_, order, before, after, expected) => {
  expect(follow(order, before, after)).toEqual(expected);
});

test("2,000 rows are sorted by their numbers, and back", () => {
  const many = Array.from({ length: 2000 }, (_, at) => ({
    ...people[at % 12],
    age: (at * 7919) % 2000,
  })) as Row[];
  const order = arrange(many, columns, { ...PLAIN, sort: { column: "age", isDown: true } }, new Set());
  expect(order.map((at) => many[at]?.age)).toEqual([...many.keys()].reverse());
});
