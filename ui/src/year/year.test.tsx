/** The year as a whole: its notices, the days that matter, its season. */
import { screen, waitFor, within } from "@testing-library/react";
import { SAMPLE } from "../mock/year";
import { byId, renderApp } from "../test/app";
import { wholeNumber } from "./notice";

type App = ReturnType<typeof renderApp>;

async function go({ user }: App, place: string) {
  await user.click(await screen.findByRole("button", { name: place }));
  await screen.findByRole("heading", { name: place, level: 1 });
}

async function enter({ user }: App) {
  await user.click(screen.getByRole("button", { name: "录入通知" }));
  const dialog = await screen.findByRole("dialog", { name: "录入年度通知" });
  const type = async (label: string, text: string) => {
    await user.clear(within(dialog).getByLabelText(label));
    await user.type(within(dialog).getByLabelText(label), text);
  };
  await type("年度", "2026");
  await type("截止日期", "2026-6-30");
  await type("截止时（几时）", "16");
  await type("纸质材料份数", "3");
  await user.click(within(dialog).getByRole("button", { name: "添加一项材料" }));
  await type("第 1 项材料名称", "推荐意见");
  await user.click(within(dialog).getByText(/^调整的数值/));
  await type("代表项目不超过 8 项", "6");
  await type("设计中心简介（至多），字", "800");
  return { dialog, type };
}

test("a notice is entered, edited, taken away and brought back", async () => {
  const app = renderApp(["in-house"]);
  const { user } = app;
  await go(app, "年度通知");
  await screen.findByText(/还没有录入通知/);
  const { dialog, type } = await enter(app);
  await user.click(within(dialog).getByRole("button", { name: "保存" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("通知名称还没有填写");
  await type("通知名称", "申报通知");
  await user.click(within(dialog).getByRole("button", { name: "保存" }));
  const card = await screen.findByRole("article", { name: /^2026 年/ });
  const limits = "设计中心简介（至多）：1000 字改为 800 字；代表项目不超过 8 项：8 改为 6";
  for (const text of ["2026-06-30 16 时", "一式 3 份", "推荐意见", limits]) {
    expect(card).toHaveTextContent(text);
  }
  await user.click(within(card).getByRole("button", { name: /^编辑/ }));
  const edit = await screen.findByRole("dialog", { name: "编辑年度通知" });
  expect(within(edit).getByLabelText("表单")).toBeDisabled();
  await user.type(within(edit).getByLabelText("通知名称"), "（修订）");
  await user.click(within(edit).getByRole("button", { name: "保存" }));
  await screen.findByRole("heading", { name: "申报通知（修订）" });
  await user.click(screen.getByRole("button", { name: /^删除2026 年/ }));
  await waitFor(() => expect(screen.queryByRole("article")).not.toBeInTheDocument());
  await user.click(screen.getByRole("button", { name: "恢复" }));
  expect(await screen.findByRole("article")).toHaveTextContent("8 改为 6");
});

test("a draft says which notice it uses, and what to bring", async () => {
  const app = renderApp(["in-house"]);
  await app.library.answer("keep_sample", {} as never);
  await app.user.click((await screen.findAllByRole("article"))[0]?.querySelector("button") as HTMLElement);
  expect(await screen.findByText(/距截止还有 120 天/)).toBeInTheDocument();
  await app.user.click(screen.getByRole("button", { name: /核对$/ }));
  const note = await screen.findByRole("region", { name: "当年通知的要求" });
  expect(note).toHaveTextContent("沪经信示〔2026〕8号");
  const bring = within(note).getByRole("list", { name: "需要提交" });
  expect(bring).toHaveTextContent("纸质申报材料一式 3 份");
  expect(bring).toHaveTextContent("所在区推荐意见");
});

test("a draft of another year uses no notice", async () => {
  const app = renderApp(["in-house"]);
  await app.library.answer("keep_notice", { notice: { ...SAMPLE, year: 2025 }, replaces: null } as never);
  await app.user.click((await screen.findAllByRole("article"))[0]?.querySelector("button") as HTMLElement);
  await screen.findByRole("navigation", { name: "栏目" });
  expect(screen.queryByText(/距截止/)).not.toBeInTheDocument();
});

test("a day leads to the place that it follows from; past days are shown when asked for", async () => {
  const app = renderApp(["in-house", "half"]);
  const { user } = app;
  await go(app, "日程");
  expect(await screen.findAllByText("申报截止")).not.toHaveLength(0);
  expect(screen.queryByText("有效期届满")).not.toBeInTheDocument();
  await user.click(screen.getByRole("checkbox", { name: "显示已过的日期" }));
  expect(screen.getAllByText("有效期届满")).not.toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "导出日历文件" }));
  expect(await screen.findByText(/已保存到 .*申报日程\.ics/)).toBeInTheDocument();
  await user.click(screen.getAllByRole("button", { name: /可以满足一项条件/ })[0] as HTMLElement);
  await screen.findByRole("navigation", { name: "栏目" });
  await waitFor(() => expect(byId("field:centre.operating_since")).toHaveFocus());
  // Back to where one came from.
  await user.click(screen.getByRole("button", { name: "返回全部申报" }));
  await screen.findByRole("heading", { name: "日程", level: 1 });
});

test("a season shows what meets in it, with every place to go to", async () => {
  const app = renderApp(["in-house", "half"]);
  const { user } = app;
  await go(app, "提名季");
  const advices = await screen.findByRole("region", { name: /^交叉核对/ });
  const [first] = within(advices).getAllByRole("listitem");
  expect(within(first as HTMLElement).getAllByRole("button")).toHaveLength(2);
  expect(screen.getAllByRole("row")).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "导出汇总工作簿" }));
  expect(await screen.findByText(/2026 年度提名季汇总\.xlsx/)).toBeInTheDocument();
  await user.click(within(first as HTMLElement).getAllByRole("button")[1] as HTMLElement);
  await screen.findByRole("navigation", { name: "栏目" });
});

test("there is no season without a draft that belongs to one", async () => {
  renderApp([]);
  await screen.findByRole("button", { name: "年度通知" });
  expect(screen.queryByRole("button", { name: "提名季" })).not.toBeInTheDocument();
});

test("whole numbers are read as people type them", () => {
  expect([" ３ ", "12", "1.5", "-1", "一", ""].map(wholeNumber)).toEqual([3, 12, null, null, null, null]);
});
