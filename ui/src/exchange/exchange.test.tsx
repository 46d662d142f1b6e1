/** Drafts that travel: out under a passphrase, in with it, in parts and back. */
import { screen, waitFor, within } from "@testing-library/react";
import { SECRET } from "../mock/exchange";
import { byId, renderApp, renderDraft } from "../test/app";

async function seal(user: Awaited<ReturnType<typeof renderDraft>>["user"], dialog: HTMLElement) {
  const save = within(dialog).getByRole("button", { name: "选择位置并保存" });
  await user.type(within(dialog).getByLabelText("设置口令"), SECRET);
  await user.type(within(dialog).getByLabelText("再输入一次"), `${SECRET}。`);
  expect(save).toBeDisabled();
  expect(dialog).toHaveTextContent("两次输入的口令不一致");
  await user.type(within(dialog).getByLabelText("再输入一次"), "{Backspace}");
  return save;
}

test("a draft is written under a passphrase that is typed twice", async () => {
  const { user } = renderApp(["half"]);
  await user.click(await screen.findByRole("button", { name: /^导出 .*拾光/ }));
  await user.click(screen.getByRole("button", { name: /^加密文件/ }));
  const dialog = await screen.findByRole("dialog", { name: "导出为加密文件" });
  expect(dialog).toHaveTextContent("无法找回");
  await user.click(await seal(user, dialog));
  expect(await screen.findByText("已保存到 /home/user/文档/草稿.shenbao")).toBeInTheDocument();
});

test("a file that comes in asks for its passphrase until it is right", async () => {
  const { user, library } = renderApp([]);
  library.file = "草稿";
  await user.click(await screen.findByRole("button", { name: "导入申报文件" }));
  const dialog = await screen.findByRole("dialog", { name: "打开加密申报文件" });
  expect(dialog).toHaveTextContent("草稿.shenbao");
  await user.type(within(dialog).getByLabelText("口令"), "不对");
  await user.click(within(dialog).getByRole("button", { name: "打开" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("口令不正确");
  await user.clear(within(dialog).getByLabelText("口令"));
  await user.type(within(dialog).getByLabelText("口令"), SECRET);
  await user.click(within(dialog).getByRole("button", { name: "打开" }));
  await screen.findByRole("navigation", { name: "栏目" });
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("sections are given out, and it is said that they are out", async () => {
  const { user } = await renderDraft("in-house");
  const open = async () => {
    await user.click(screen.getByRole("button", { name: "更多操作" }));
    await user.click(screen.getByRole("button", { name: "分发部分内容…" }));
    return screen.findByRole("dialog", { name: "分发部分内容" });
  };
  const dialog = await open();
  const save = await seal(user, dialog);
  expect(save).toBeDisabled();
  await user.click(within(dialog).getByRole("checkbox", { name: "设计团队" }));
  await user.type(within(dialog).getByLabelText("发送人或部门"), "综合办");
  await user.type(within(dialog).getByLabelText("填写人或部门"), "人事部");
  await user.click(save);
  await user.click(await screen.findByRole("button", { name: "完成" }));
  expect(await within(await open()).findByText("人事部：设计团队")).toBeInTheDocument();
  expect(screen.getByText(/未交回$/)).toBeInTheDocument();
});

test("a part shows its sections only, and is given back", async () => {
  const { user, library } = renderApp([]);
  library.file = "待填部分";
  await user.click(await screen.findByRole("button", { name: "导入申报文件" }));
  await user.type(await screen.findByLabelText("口令"), SECRET);
  await user.click(screen.getByRole("button", { name: "打开" }));
  const nav = await screen.findByRole("navigation", { name: "栏目" });
  expect(within(nav).getAllByRole("listitem")).toHaveLength(1);
  expect(screen.getByText("综合办公室 分发给 人事部 填写的部分")).toBeInTheDocument();
  expect(screen.queryByRole("complementary", { name: "条件核对" })).not.toBeInTheDocument();
  expect(screen.queryByRole("navigation", { name: "步骤" })).not.toBeInTheDocument();
  await user.click(screen.getAllByRole("button", { name: "交回" })[0] as HTMLElement);
  await user.click(await seal(user, await screen.findByRole("dialog", { name: "交回所填内容" })));
  expect(await screen.findByText("已保存到 /home/user/文档/交回.shenbao")).toBeInTheDocument();
});

test("what both sides changed is decided one by one, then all of it is taken in", async () => {
  const { user, library } = await renderDraft("in-house");
  library.file = "交回";
  await user.clear(byId("field:organisation.name"));
  await user.type(byId("field:organisation.name"), "改过的名称");
  const come = async () => {
    await user.click(screen.getByRole("button", { name: "更多操作" }));
    await user.click(screen.getByRole("button", { name: "合并交回的内容…" }));
    await user.type(await screen.findByLabelText("口令"), SECRET);
    await user.click(screen.getByRole("button", { name: "打开" }));
    await screen.findByRole("heading", { name: "合并“人事部”交回的内容" });
  };
  await come();
  expect(screen.getByRole("button", { name: "合并" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "暂不合并" }));
  expect(byId("field:organisation.name")).toHaveValue("改过的名称");
  await come();
  const groups = await screen.findAllByRole("group", { name: /^\d\. / });
  expect(groups).toHaveLength(5);
  for (const group of groups) {
    expect(screen.getByRole("button", { name: "合并" })).toBeDisabled();
    await user.click(within(group).getByRole("radio", { name: /^采用交回内容/ }));
  }
  await user.click(screen.getByRole("button", { name: "合并" }));
  const nav = await screen.findByRole("navigation", { name: "栏目" });
  await user.click(within(nav).getByRole("button", { name: /设计团队/ }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveValue("41"));
});
