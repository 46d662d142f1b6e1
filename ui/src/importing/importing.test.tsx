/** A table from a file: opened, looked at, corrected, taken, taken back. */
import { screen, waitFor, within } from "@testing-library/react";
import type { Field } from "../backend";
import { renderDraft } from "../test/app";
import { takesReferences } from "./columnsOf";

async function open() {
  const app = await renderDraft("half");
  await app.user.click(
    within(screen.getByRole("navigation", { name: "栏目" })).getByRole("button", { name: /设计团队/ }),
  );
  await app.user.click(await screen.findByRole("button", { name: /^导入到设计团队花名册/ }));
  return app;
}

const dialog = () => screen.findByRole("dialog");
const rows = (library: { kept: Map<string, { draft: { answers: Record<string, unknown> } }> }) =>
  (library.kept.get("half")?.draft.answers["team.roster"] as unknown[] | undefined)?.length ?? 0;

test("a file is previewed row by row and taken in one change that can be undone", async () => {
  const { user, library } = await open();
  const before = rows(library);
  await user.click(screen.getByRole("button", { name: /^从 Excel/ }));
  expect(await within(await dialog()).findByText(/其中/)).toHaveTextContent("可导入 60 行，其中 4 行有问题");
  expect(rows(library)).toBe(before);
  expect((await screen.findAllByText(/日期应形如/)).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "导入 60 行" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(rows(library)).toBe(before + 60);
  expect(await screen.findByText("导入自“名册.xlsx”，待核对")).toBeInTheDocument();
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(rows(library)).toBe(before));
});

test("only the wrong rows are shown when asked; all rows are replaced when asked", async () => {
  const { user, library } = await open();
  await user.click(screen.getByRole("button", { name: /^从 Excel/ }));
  await user.click(await screen.findByRole("checkbox", { name: "只看有问题的行" }));
  await waitFor(() => expect(document.querySelectorAll(".import-rows tbody tr.is-wrong")).toHaveLength(4));
  await user.click(screen.getByRole("radio", { name: "全部换成导入的行" }));
  await user.click(screen.getByRole("button", { name: "导入 60 行" }));
  await waitFor(() => expect(rows(library)).toBe(60));
});

test("a column that is left out is not taken", async () => {
  const { user, library } = await open();
  await user.click(screen.getByRole("button", { name: /^从 Excel/ }));
  await user.selectOptions(await screen.findByRole("combobox", { name: /^B/ }), "不导入");
  expect(await screen.findByText(/还没有对应的列/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "导入 60 行" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  const taken = library.kept.get("half")?.draft.answers["team.roster"] as Record<string, unknown>[];
  expect(taken.at(-1)).not.toHaveProperty("name");
});

test("text is pasted in; a file that is no table says what to do and changes nothing", async () => {
  const { user, library } = await open();
  const before = rows(library);
  await user.click(screen.getByRole("button", { name: "粘贴表格内容" }));
  await user.type(await screen.findByRole("textbox", { name: /复制/ }), "姓名");
  await user.click(screen.getByRole("button", { name: "查看效果" }));
  expect(await screen.findByText("粘贴的内容")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "取消" }));
  const failure = { code: "bad_table", message: "工作簿设有打开密码。", hint: "请取消打开密码。" } as const;
  library.failures.set("pick_table", failure);
  await user.click(screen.getByRole("button", { name: /^导入到设计团队花名册/ }));
  await user.click(screen.getByRole("button", { name: /^从 Excel/ }));
  expect(await within(await dialog()).findByRole("alert")).toHaveTextContent("打开密码");
  expect(rows(library)).toBe(before);
});

test("a workbook to fill in is saved", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: /模板/ }));
  expect(await screen.findByText(/模板已保存到 .*xlsx/)).toBeInTheDocument();
});

test("where papers are listed, references can come in too", () => {
  const common = { required: false, variants: [], hint: null, example: null, cite: null, private: false };
  const column = (label: string): Field => ({ ...common, id: label, label, kind: "email" });
  const table = (...labels: string[]): Field => ({
    ...common,
    id: "list",
    label: "清单",
    kind: "table",
    columns: labels.map(column),
    row_for_each: null,
  });
  expect(takesReferences(table("题目", "全部作者"))).toBe(true);
  expect(takesReferences(table("姓名", "职务"))).toBe(false);
});
