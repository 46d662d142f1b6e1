/** The published conditions and the manual. */
import { screen, waitFor, within } from "@testing-library/react";
import { renderApp, renderDraft } from "../test/app";
import { MANUAL, pictureAt } from "./manual";
import { linesOf } from "./markdown";

const openHelp = async () => {
  const app = renderApp(["half"]);
  await app.user.click(await screen.findByRole("button", { name: "规定与帮助" }));
  await screen.findByRole("heading", { name: /^逐条核对的条件/ });
  return app;
};

test("each form's conditions can be read with limit, reading and edition", async () => {
  const { user } = await openHelp();
  const forms = within(screen.getByRole("navigation", { name: "表单" }));
  await user.click(forms.getByRole("button", { name: "上海市设计创新中心认定申请" }));
  expect(screen.getByText(/2023年12月15日至2028年12月14日；本软件中为 2023 版/)).toBeInTheDocument();
  const clause = screen.getByText("DC-I-team").closest("li");
  expect(clause).toHaveTextContent("政策解读 二(三是)");
  expect(clause).toHaveTextContent("门槛“设计团队人数”不少于 30 人");
  expect(clause).toHaveTextContent("我们的理解“以上”包括本数");
  expect(screen.getByText("DC-I-revenue").closest("li")).toHaveTextContent("适用于设计创新企业");
});

test("words are found in conditions of every form and in the manual", async () => {
  const { user } = await openHelp();
  const search = screen.getByRole("searchbox", { name: "查找规定和说明" });
  await user.type(search, "直播间 10 个");
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(/找到条款 [1-9]/));
  expect(screen.getByRole("region", { name: "上海市直播电商基地申报" })).toBeInTheDocument();
  expect(screen.queryByRole("region", { name: "上海市设计创新中心认定申请" })).not.toBeInTheDocument();
  await user.clear(search);
  await user.type(search, "恢复密钥");
  await user.click(await screen.findByRole("button", { name: "第一次打开" }));
  expect(screen.getByRole("region", { name: "第一次打开" })).toHaveTextContent("与重要文件一同保管");
  await user.type(screen.getByRole("searchbox"), "不存在的词");
  expect(screen.getByRole("status")).toHaveTextContent("没有找到");
});

test("the manual is shown as it is meant, with all its pictures", async () => {
  const { user } = await openHelp();
  await user.click(screen.getByRole("tab", { name: "使用说明" }));
  await user.click(screen.getByRole("button", { name: "填写" }));
  const picture = within(screen.getByRole("region", { name: "填写" })).getByRole("img");
  expect(picture).toHaveAttribute("src", expect.stringContaining("fill"));
  const blocks = MANUAL.flatMap((chapter) => chapter.blocks);
  for (const block of blocks) {
    if (block.kind === "picture") expect(pictureAt(block.file), block.file).toBeTruthy();
    // What Markdown means is never seen as its signs.
    for (const line of linesOf(block)) expect(line).not.toMatch(/\*\*|`|!\[|^- |^\d+\. |^#/);
  }
});

test("from a finding's reasons one gets to the conditions of the form", async () => {
  const { user } = await renderDraft("half");
  await user.click(
    (await screen.findAllByRole("button", { name: /^为什么.*设计团队 30 人/ }))[0] as HTMLElement,
  );
  await user.click(await screen.findByRole("button", { name: "查看本表的全部条件" }));
  const dialog = await screen.findByRole("dialog", { name: /^规定/ });
  await waitFor(() => expect(within(dialog).getByText("DC-I-team").closest("li")).toHaveFocus());
  await user.click(within(dialog).getByRole("button", { name: "关闭" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
