/** What was filed, sent back, and corrected. */
import { screen, waitFor, within } from "@testing-library/react";
import { byId, renderDraft } from "../test/app";

type User = Awaited<ReturnType<typeof renderDraft>>["user"];

async function openFilings(user: User) {
  await user.click(screen.getByRole("button", { name: "更多操作" }));
  await user.click(screen.getByRole("button", { name: "提交与退回…" }));
  return screen.findByRole("heading", { name: "提交与退回" });
}

test("what was generated is kept as what was filed", async () => {
  const { user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  await user.click(screen.getByRole("button", { name: /选择文件夹/ }));
  await waitFor(() => expect(screen.getByRole("button", { name: "生成" })).toBeEnabled());
  await user.click(screen.getByRole("button", { name: "生成" }));
  const day = await screen.findByLabelText("提交日期");
  await user.clear(day);
  await user.type(day, "2026年6月12日{Tab}");
  await user.click(screen.getByRole("button", { name: "标记为已提交" }));
  expect(await screen.findByText(/^已留存提交的内容/)).toBeInTheDocument();
  await openFilings(user);
  expect(await screen.findByText(/^2026年6月12日提交的内容已原样留存/)).toBeInTheDocument();
  expect(await screen.findByText("与当前内容相同")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "生成修改材料" })).toBeDisabled();
  expect(screen.queryByRole("button", { name: "将当前内容记为已提交" })).toBeNull();
});

test("a filing is sent back field by field, the fields say so, and the changed pages are made", async () => {
  const { user } = await renderDraft("in-house");
  await openFilings(user);
  await user.click(await screen.findByRole("button", { name: "将当前内容记为已提交" }));
  await user.click(await screen.findByRole("button", { name: "记录退回" }));
  const form = screen.getByRole("form", { name: "退回记录" });
  await user.type(within(form).getByLabelText("总体意见"), "人员情况请核实");
  await user.click(within(form).getByRole("button", { name: "添加一项" }));
  await user.selectOptions(within(form).getByRole("combobox"), "设计团队人数");
  const save = () => user.click(within(form).getByRole("button", { name: "保存退回记录" }));
  await save();
  expect(within(form).getByRole("alert")).toHaveTextContent("第 1 项没有填写意见");
  await user.type(within(form).getByLabelText("第 1 项：退回意见"), "与花名册不一致");
  await user.click(within(form).getByRole("button", { name: "添加一项" }));
  await user.type(within(form).getByLabelText("第 2 项：退回意见"), "无法送达");
  await save();
  expect(within(form).getByRole("alert")).toHaveTextContent("第 2 项没有选择项目");
  await user.selectOptions(within(form).getAllByRole("combobox")[1] as HTMLElement, "电子邮箱");
  await user.click(within(form).getByRole("button", { name: "添加一项" }));
  await user.selectOptions(within(form).getAllByRole("combobox")[2] as HTMLElement, "电子邮箱");
  await user.type(within(form).getByLabelText("第 3 项：退回意见"), "请核实");
  await save();
  expect(await screen.findByText("已退回")).toBeInTheDocument();
  expect(screen.getByText("电子邮箱：无法送达；请核实")).toBeInTheDocument();
  expect(screen.getByText("设计团队人数：与花名册不一致")).toBeInTheDocument();

  await user.click(screen.getByRole("button", { name: "返回" }));
  await user.click(await screen.findByRole("button", { name: "设计团队人数" }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveFocus());
  expect(screen.getByText("退回意见：与花名册不一致")).toBeInTheDocument();
  await user.clear(byId("field:team.headcount"));
  await user.type(byId("field:team.headcount"), "39");
  await openFilings(user);
  expect(await screen.findByRole("heading", { name: "设计团队人数" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "生成修改材料" }));
  expect(
    await screen.findByText("已生成 3 个文件：00修改说明.pdf、01申请表.pdf、05证明材料.pdf"),
  ).toBeInTheDocument();
});
