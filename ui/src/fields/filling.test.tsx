/** What the window does for someone who fills in: tidies up, offers what a number contains, and never loses a character. */
import { act, fireEvent, screen } from "@testing-library/react";
import type { Field, Value } from "../backend";
import { byId } from "../test/app";
import { fieldOf, renderField } from "../test/field";
import { contentsOf } from "./contents";

const text = fieldOf({ kind: "text", max: null, binding: "practice" });
const inWan = fieldOf({ kind: "money", shown_in: "ten_thousand_yuan", negative: false });
const inYuan = fieldOf({ kind: "money", shown_in: "yuan", negative: false });
const people = fieldOf({ kind: "integer", min: 0, max: null, unit: "人" });
const area = fieldOf({ kind: "decimal", scale: 2, min: null, max: null, unit: "m²" });
const code = fieldOf({ kind: "credit_code", label: "统一社会信用代码" });
const mobile = fieldOf({ kind: "phone", mobile: true });
const landline = fieldOf({ kind: "phone", mobile: false });
const number = fieldOf({ kind: "identity_document", id: "id_number", label: "证件号码" });
const born = fieldOf({ kind: "date", id: "born", label: "出生日期" });
const sex = fieldOf({
  kind: "choice",
  id: "sex",
  label: "性别",
  options: [
    { id: "male", label: "男" },
    { id: "female", label: "女" },
  ],
});
const input = () => byId("field:a.b");
const NUMBER = "11010519491231002X";

test.each<[Field, string, Value, string, string]>([
  [inWan, "1,200 万元", "12000000.00", "1200", "已整理：“1,200 万元”→“1200 万元”。"],
  [inWan, "￥１２０００元", "12000.00", "1.2", "已整理：“￥１２０００元”→“1.2 万元”。"],
  [inWan, "1.5亿", "150000000.00", "15000", "已整理：“1.5亿”→“15000 万元”。"],
  [inYuan, "3.2万", "32000.00", "32000", "已整理：“3.2万”→“32000 元”。"],
  [people, " 36 人", 36, "36", "已整理：“36 人”→“36 人”。"],
  [area, "1,200.50㎡", "1200.5", "1200.5", "已整理：“1,200.50㎡”→“1200.5 m²”。"],
  [area, "80平方米", "80", "80", "已整理：“80平方米”→“80 m²”。"],
  [
    fieldOf({ kind: "date" }),
    "2024年3月5日",
    "2024-03-05",
    "2024-03-05",
    "已整理：“2024年3月5日”→“2024-03-05”。",
  ],
  [text, "\u200b 上海　示例 ", "上海 示例", "上海 示例", "已整理：去掉了多余的空格。"],
  [
    code,
    "9135 0100m000100y43",
    "91350100M000100Y43",
    "91350100M000100Y43",
    "已整理：“9135 0100m000100y43”→“91350100M000100Y43”。",
  ],
  [inWan, "１２３，４５６ 万元", "1234560000.00", "123456", "已整理：“１２３，４５６ 万元”→“123456 万元”。"],
  [
    mobile,
    " １３８ ００００ ００００ ",
    "13800000000",
    "13800000000",
    "已整理：“１３８ ００００ ００００”→“13800000000”。",
  ],
  [mobile, "+86 138-0000-0000", "13800000000", "13800000000", "已整理：“+86 138-0000-0000”→“13800000000”。"],
  [mobile, "138 0000 000", "1380000000", "1380000000", "已整理：“138 0000 000”→“1380000000”。"],
  [
    landline,
    "（021）-5055 0600",
    "021-50550600",
    "021-50550600",
    "已整理：“（021）-5055 0600”→“021-50550600”。",
  ],
  [
    { ...number, id: "a.b" },
    "1101051949 1231002x",
    NUMBER,
    "110*************2X",
    "已整理：号码中只留数字和大写字母。",
  ],
])("pasted into %o: %j is tidied up, and that is said", async (field, pasted, kept, shown, said) => {
  const { user, answer } = renderField(field);
  await user.click(input());
  await user.paste(pasted);
  expect(screen.queryByText(/已整理/)).not.toBeInTheDocument();
  await user.tab();
  expect(answer()).toEqual(kept);
  expect(input()).toHaveValue(shown);
  expect(screen.getByText(said)).toBeInTheDocument();
});

test("of a document's number nothing is kept before it may be whole, or is left", async () => {
  const { user, answer } = renderField({ ...number, id: "a.b" });
  await user.type(input(), NUMBER.slice(0, 17));
  expect(answer()).toBeUndefined();
  await user.type(input(), "x");
  expect(answer()).toBe(NUMBER);
});

test("that it was tidied up is said until someone types there again, or the answer is taken back", async () => {
  const { user, session } = renderField(people);
  const tidy = async () => {
    await user.clear(input());
    await user.type(input(), "36 人");
    await user.tab();
    expect(screen.getByText(/已整理/)).toBeInTheDocument();
  };
  await tidy();
  // It is no number any more, and not kept before the field is left.
  await user.type(input(), "多");
  expect(screen.queryByText(/已整理/)).not.toBeInTheDocument();
  await tidy();
  act(() => session.change({ edit: "set", path: "a.b", value: null }));
  expect(screen.queryByText(/已整理/)).not.toBeInTheDocument();
});

test("a cell that was tidied up is told of until someone types in it again, and not by another cell", async () => {
  const table = fieldOf({ kind: "table", columns: [{ ...mobile, id: "phone" }] });
  const { user } = renderField(table, { "a.b": [{}, {}] });
  const [first, second] = ["cell:a.b:0:phone", "cell:a.b:1:phone"].map((id) => byId(id));
  if (!first || !second) throw new Error("no cells");
  await user.type(first, "138 0000 0000");
  await user.type(second, "1");
  expect(screen.getByText(/第 1 行 问题 已整理/)).toBeInTheDocument();
  await user.type(first, "1");
  expect(screen.queryByText(/已整理/)).not.toBeInTheDocument();
});

test.each([
  ["上海示例", text],
  ["1200", inWan],
  ["很多", inWan],
  ["约 36 人", people],
  ["王工 138 0000 0000", mobile],
])("%j needs no tidying, or cannot be read: it stays as it was typed", async (typed, field) => {
  const { user } = renderField(field);
  await user.type(input(), typed);
  await user.tab();
  expect(screen.queryByText(/已整理/)).not.toBeInTheDocument();
  expect(input()).toHaveValue(typed);
});

test("a code offers the district of its registrar and the kind of unit to fields that are empty, as one change", async () => {
  const district = fieldOf({ kind: "region", id: "a.district", label: "注册所在区" });
  const kind = fieldOf({
    kind: "choice",
    id: "a.kind",
    label: "单位性质",
    options: [{ id: "public", label: "事业单位" }],
  });
  const { user, session, edits } = renderField(code, { "a.b": "12310108425023370P" }, {}, [district, kind]);
  await user.click(screen.getByRole("button", { name: "核对无误，填入" }));
  expect(session.snapshot().draft.answers).toMatchObject({ "a.district": "310106", "a.kind": "public" });
  expect(screen.queryByRole("button", { name: /填入/ })).not.toBeInTheDocument();
  const said = "已填入注册所在区“静安区”、单位性质“事业单位”。";
  expect(screen.getByText(said)).toBeInTheDocument();
  expect(input()).toHaveFocus();
  const origin = { origin: "computed", from: [code.label] };
  expect(session.snapshot().draft.seen).toEqual({ "a.district": origin, "a.kind": origin });
  await session.flush();
  expect(edits).toHaveLength(1);
  await user.clear(input());
  await user.type(input(), "91350100M000100Y43");
  expect(screen.queryByText(said)).not.toBeInTheDocument();
});

test("nothing is offered where everything is filled in, or the code is wrong", () => {
  const district = fieldOf({ kind: "region", id: "a.district", label: "注册所在区" });
  const { unmount } = renderField(code, { "a.b": "12310108425023370P", "a.district": "310101" }, {}, [
    district,
  ]);
  expect(screen.queryByRole("button", { name: /填入/ })).not.toBeInTheDocument();
  unmount();
  renderField(code, { "a.b": "12310108425023370Q" }, {}, [district]);
  expect(screen.queryByRole("button", { name: /填入/ })).not.toBeInTheDocument();
});

test.each([
  ["identity_document", NUMBER, { born: "1949-12-31", sex: "女" }],
  ["identity_document", "110105194912310021", null],
  ["identity_document", "H12345678", null],
  ["credit_code", "91350100M000100Y43", { district: "outside", unitKind: "企业" }],
  ["credit_code", "91350100M000100Y44", null],
] as const)("what the %s %s contains", (kind, value, expected) => {
  expect(contentsOf({ kind }, value)).toEqual(expected);
});

test("a person's number fills the empty cells of its row when it is left, says so, and overwrites nothing", async () => {
  const table = fieldOf({ kind: "table", columns: [number, born, sex] });
  const { user, answer, edits, session } = renderField(table, { "a.b": [{}, { sex: "male" }] });
  for (const row of [0, 1]) {
    await user.type(byId(`cell:a.b:${row}:id_number`), NUMBER);
    await user.tab();
  }
  const filled = { id_number: NUMBER, born: "1949-12-31" };
  expect(answer()).toEqual([
    { ...filled, sex: "female" },
    { ...filled, sex: "male" },
  ]);
  expect(screen.getByText(/第 2 行已按“证件号码”填入出生日期“1949年12月31日”，请核对/)).toBeInTheDocument();
  expect(screen.getByText("来源：直接填写；出生日期、性别共 3 格由“证件号码”计算得出")).toBeInTheDocument();
  expect(Object.keys(session.snapshot().draft.seen ?? {}).sort()).toEqual([
    "a.b[0].born",
    "a.b[0].sex",
    "a.b[1].born",
  ]);
  act(() => session.change({ edit: "set", path: "a.b[0].born", value: "1950-01-01" }));
  act(() => session.change({ edit: "remove_row", table: "a.b", at: 0 }));
  expect(Object.keys(session.snapshot().draft.seen ?? {})).toEqual(["a.b[0].born"]);
  await session.flush();
  expect(edits.filter(({ edit }) => edit === "several")).toHaveLength(2);
});

test("a cell's message waits until the cell is left", async () => {
  const table = fieldOf({ kind: "table", columns: [born] });
  const says = "第 1 行出生日期无法识别。";
  const report = { field_findings: [{ field: "a.b[0].born", standing: "not_met" as const, says }] };
  const { user } = renderField(table, { "a.b": [{ born: "去年" }] }, report);
  await user.click(byId("cell:a.b:0:born"));
  expect(screen.queryByText(says)).not.toBeInTheDocument();
  await user.tab();
  expect(screen.getByText(says)).toBeInTheDocument();
});

/** An input method's word as browsers tell of it: Chromium changes the text before it ends the word, WebKit after. */
function compose(target: HTMLInputElement, letters: string[], word: string, isWebKit: boolean): void {
  const before = target.value;
  const change = (part: string) => fireEvent.input(target, { target: { value: before + part } });
  fireEvent.compositionStart(target);
  for (const part of letters) {
    fireEvent.compositionUpdate(target, { data: part });
    change(part);
  }
  if (isWebKit) fireEvent.compositionEnd(target, { data: word });
  change(word);
  if (!isWebKit) fireEvent.compositionEnd(target, { data: word });
}

const WORD = ["s", "sh", "sha", "shan", "shang"];

describe.each([
  ["Chromium", false],
  ["WebKit", true],
])("an input method in %s", (_, isWebKit) => {
  test.each([
    ["an empty field", {}, "上海"],
    ["a filled one", { "a.b": "中国" }, "中国上海"],
  ])("loses and doubles nothing in %s", async (_, answers, expected) => {
    const { answer, session, edits } = renderField(text, answers);
    act(() => input().focus());
    compose(input(), WORD, "上", isWebKit);
    compose(input(), ["h", "hai"], "海", isWebKit);
    expect(input()).toHaveValue(expected);
    expect(answer()).toBe(expected);
    act(() => input().blur());
    expect(input()).toHaveValue(expected);
    await session.flush();
    expect(edits.map((edit) => edit.edit === "set" && edit.value).join()).not.toMatch(/[a-z]/);
  });

  test("keys that belong to a word neither move in a table nor add a row", async () => {
    const table = fieldOf({ kind: "table", columns: [{ ...text, id: "name" }] });
    const { answer } = renderField(table, { "a.b": [{ name: "甲" }] });
    const cell = byId("cell:a.b:0:name");
    act(() => cell.focus());
    compose(cell, WORD, "上", isWebKit);
    // WebKit tells of the key that ended the word after the word.
    fireEvent.keyDown(cell, { key: "Enter", keyCode: 229, isComposing: !isWebKit });
    expect(answer()).toEqual([{ name: "甲上" }]);
    expect(cell).toHaveFocus();
  });
});

test("leaving a field in the middle of a word keeps what stands there", () => {
  const { answer } = renderField(text);
  act(() => input().focus());
  fireEvent.compositionStart(input());
  fireEvent.input(input(), { target: { value: "shang" } });
  act(() => input().blur());
  fireEvent.compositionEnd(input(), { data: "shang" });
  expect(answer()).toBe("shang");
  expect(input()).toHaveValue("shang");
});

test("a word that is given up changes nothing, and shows what came from outside meanwhile", () => {
  const { answer, session } = renderField(text, { "a.b": "旧" });
  act(() => input().focus());
  fireEvent.compositionStart(input());
  fireEvent.input(input(), { target: { value: "旧x" } });
  act(() => session.set("a.b", "外来"));
  expect(input()).toHaveValue("旧x");
  fireEvent.input(input(), { target: { value: "旧" } });
  fireEvent.compositionEnd(input(), { data: "" });
  expect(input()).toHaveValue("外来");
  act(() => input().blur());
  expect(answer()).toBe("外来");
});
