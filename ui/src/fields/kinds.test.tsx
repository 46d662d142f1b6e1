/** Each kind of field: what is done to it, and what the draft then keeps. */
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import type { Field, Value } from "../backend";
import { byId } from "../test/app";
import { fieldOf, renderField } from "../test/field";

const OPTIONS = ["甲", "乙", "丙", "丁", "戊", "己", "庚"].map((label, index) => ({
  id: `o${index}`,
  label,
}));
const choice = (count: number) => fieldOf({ kind: "choice", options: OPTIONS.slice(0, count) });
const text = fieldOf({ kind: "text", max: null, binding: "practice" });
const money = fieldOf({ kind: "money", shown_in: "ten_thousand_yuan", negative: false });

const typed = (words: string) => async (user: UserEvent) => {
  await user.type(byId("field:a.b"), words);
  await user.tab();
};
const clicked = (role: string, name: string) => async (user: UserEvent) =>
  user.click(screen.getByRole(role, { name }));

test.each<[string, Field, (user: UserEvent) => Promise<void>, Value | undefined]>([
  ["text", text, typed("上海示例"), "上海示例"],
  [
    "long text",
    fieldOf({ kind: "long_text", min: 2, max: 9, max_pages: null, binding: "practice" }),
    typed("两段"),
    "两段",
  ],
  ["integer", fieldOf({ kind: "integer", min: 0, max: null, unit: "人" }), typed("３６"), 36],
  ["no integer", fieldOf({ kind: "integer", min: 0, max: null, unit: "人" }), typed("约36"), "约36"],
  [
    "decimal",
    fieldOf({ kind: "decimal", scale: 2, min: null, max: null, unit: "m²" }),
    typed("1,200.50"),
    "1200.5",
  ],
  ["money in 万元", money, typed("2399.999999"), "23999999.99"],
  ["no money", money, typed("很多"), "很多万元"],
  ["date", fieldOf({ kind: "date" }), typed("2024年3月5日"), "2024-03-05"],
  ["no date", fieldOf({ kind: "date" }), typed("去年"), "去年"],
  ["year", fieldOf({ kind: "year" }), typed("2024年"), 2024],
  ["credit code", fieldOf({ kind: "credit_code" }), typed("91350100m000100y43"), "91350100M000100Y43"],
  [
    "identity number",
    fieldOf({ kind: "identity_number" }),
    typed("11010519491231002x"),
    "11010519491231002X",
  ],
  ["identity document", fieldOf({ kind: "identity_document" }), typed("h 12345678"), "H12345678"],
  ["phone", fieldOf({ kind: "phone", mobile: true }), typed("13800000000"), "13800000000"],
  ["e-mail", fieldOf({ kind: "email" }), typed("a@b.cn"), "a@b.cn"],
  ["postcode", fieldOf({ kind: "postcode" }), typed("200 000"), "200000"],
  ["yes or no", fieldOf({ kind: "yes_no" }), clicked("radio", "否"), false],
  ["few options", choice(6), clicked("radio", "丙"), "o2"],
  [
    "many options",
    choice(7),
    async (user) => user.selectOptions(byId<HTMLSelectElement>("field:a.b"), "庚"),
    "o6",
  ],
  [
    "district",
    fieldOf({ kind: "region" }),
    async (user) => user.selectOptions(byId<HTMLSelectElement>("field:a.b"), "静安区"),
    "310106",
  ],
  [
    "several choices, in the order of the options",
    fieldOf({ kind: "choices", options: OPTIONS }),
    async (user) => {
      await user.click(screen.getByRole("checkbox", { name: "丙" }));
      await user.click(screen.getByRole("checkbox", { name: "甲" }));
    },
    ["o0", "o2"],
  ],
  [
    "declaration",
    fieldOf({ kind: "declaration", statement: "属实。" }),
    clicked("radio", "是，情况属实"),
    true,
  ],
])("%s", async (_, field, act, kept) => {
  const { user, answer, edits } = renderField(field);
  await act(user);
  expect(answer()).toEqual(kept);
  await waitFor(() => expect(edits.at(-1)).toEqual({ edit: "set", path: "a.b", value: kept }));
});

test("a person's number is whole only while someone writes in it", async () => {
  const { user, answer, edits } = renderField(fieldOf({ kind: "identity_document" }), {
    "a.b": "11010519491231002X",
  });
  expect(byId("field:a.b")).toHaveValue("110*************2X");
  await user.click(byId("field:a.b"));
  expect(byId("field:a.b")).toHaveValue("11010519491231002X");
  await user.tab();
  expect(byId("field:a.b")).toHaveValue("110*************2X");
  expect(answer()).toBe("11010519491231002X");
  expect(edits).toEqual([]);
});

test("a long text says how many pages it fills in print", () => {
  const field = fieldOf({ kind: "long_text", min: null, max: 1200, max_pages: 2, binding: "practice" });
  const length = {
    field: "a.b",
    characters: 2,
    max: 1200,
    pages: "1.6",
    max_pages: 2,
    binding: "practice" as const,
    source: "惯例",
  };
  renderField(field, { "a.b": "两段" }, { lengths: [length] });
  expect(screen.getByText(/已写/)).toHaveTextContent("印出来约 1.6 页，上限 2 页（惯例）");
});

test.each([
  ["practice", "9 / 10 字（惯例）"],
  ["regulation", "9 / 10 字（规定）"],
] as const)("a line near its limit says where the limit comes from: %s", (binding, says) => {
  renderField(fieldOf({ kind: "text", max: 10, binding }), { "a.b": "一二三四五六七八九" });
  expect(screen.getByText(says)).toBeInTheDocument();
});

test("an emptied field is not answered", async () => {
  const { user, answer } = renderField(text, { "a.b": "旧" });
  await user.clear(byId("field:a.b"));
  expect(answer()).toBeUndefined();
});

test("money is shown in 万元 and said in yuan", () => {
  renderField(money, { "a.b": "24000000.00" });
  expect(byId("field:a.b")).toHaveValue("2400");
  expect(screen.getByText("即 24,000,000.00 元")).toBeInTheDocument();
});

test("an unfinished number does not travel before the field is left", async () => {
  const { user, answer } = renderField(money);
  await user.type(byId("field:a.b"), "-");
  expect(answer()).toBeUndefined();
  await user.tab();
  expect(answer()).toBe("-万元");
  expect(byId("field:a.b")).toHaveValue("-");
});

test("a long text counts characters, not spaces", async () => {
  const { user } = renderField(
    fieldOf({ kind: "long_text", min: 5, max: 10, max_pages: null, binding: "practice" }),
  );
  await user.type(byId("field:a.b"), "一 二{Enter}三");
  expect(screen.getByText(/已写/)).toHaveTextContent("已写 3 字，5～10 字（惯例），还差 2 字");
});

test("a message shows once the field is left, and not while someone writes", async () => {
  const wrong = { field: "a.b", standing: "not_met" as const, says: "号码有误，请核对。" };
  const { user } = renderField(text, { "a.b": "错" }, { field_findings: [wrong] });
  expect(screen.getByText(wrong.says)).toBeInTheDocument();
  await user.click(byId("field:a.b"));
  expect(screen.queryByText(wrong.says)).not.toBeInTheDocument();
  await user.tab();
  expect(screen.getByText(wrong.says)).toBeInTheDocument();
});

test("that an answer is missing is said only once its field was left", async () => {
  const missing = { field: "a.b", standing: "unknown" as const, says: "请填写单位名称。" };
  const { user } = renderField(text, {}, { field_findings: [missing] });
  expect(screen.queryByText(missing.says)).not.toBeInTheDocument();
  await user.click(byId("field:a.b"));
  await user.tab();
  expect(screen.getByText(missing.says)).toBeInTheDocument();
});

test("an input method's unfinished letters never travel, and its words travel once", async () => {
  const { answer, edits, session } = renderField(text);
  const input = byId("field:a.b");
  fireEvent.compositionStart(input);
  for (const letters of ["s", "sh", "shang"]) fireEvent.input(input, { target: { value: letters } });
  act(() => session.set("a.other", "别处的修改"));
  expect(answer()).toBeUndefined();
  expect(input).toHaveValue("shang");
  fireEvent.input(input, { target: { value: "上" } });
  fireEvent.compositionEnd(input);
  fireEvent.input(input, { target: { value: "上" } });
  expect(answer()).toBe("上");
  await session.flush();
  expect(edits.filter((edit) => edit.edit === "set" && edit.path === "a.b")).toHaveLength(1);
});

test("a value from outside waits until the input method is done", () => {
  const { session, answer } = renderField(text, { "a.b": "旧" });
  const input = byId("field:a.b");
  fireEvent.compositionStart(input);
  fireEvent.input(input, { target: { value: "旧xin" } });
  act(() => session.set("a.b", "外来"));
  expect(input).toHaveValue("旧xin");
  fireEvent.input(input, { target: { value: "旧新" } });
  fireEvent.compositionEnd(input);
  expect(answer()).toBe("旧新");
});
