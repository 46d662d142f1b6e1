/** Organisations and people: listed, searched, edited, deleted; filled into a draft and kept from one. */
import { screen, waitFor, within } from "@testing-library/react";
import { byId, renderApp, renderDraft } from "../test/app";

const NAME = "上海示例拾光家居用品有限公司";

type User = ReturnType<typeof renderApp>["user"];

async function openProfiles(user: User) {
  await user.click(await screen.findByRole("button", { name: "单位与人员" }));
  await screen.findByRole("heading", { name: "单位与人员" });
}

async function openDialog(user: User, item: string) {
  await user.click(screen.getByRole("button", { name: "更多操作" }));
  await user.click(screen.getByRole("button", { name: item }));
  return within(await screen.findByRole("dialog"));
}

/** A draft with the two profiles beside it. */
async function renderWithProfiles() {
  const app = renderApp(["half", "profile-1", "profile-2"]);
  const card = (await screen.findAllByRole("article"))[0]?.querySelector("button");
  if (card) await app.user.click(card);
  await screen.findByRole("navigation", { name: "栏目" });
  return app;
}

test("without profiles the place says how to get one", async () => {
  const { user } = renderApp(["half"]);
  await openProfiles(user);
  expect(await screen.findByText(/^还没有资料/)).toBeInTheDocument();
});

test("profiles are no drafts; they are listed and searched, and of numbers only the ends are shown", async () => {
  const { user } = renderApp(["half", "profile-1", "profile-2"]);
  expect(await screen.findAllByRole("article")).toHaveLength(1);
  await openProfiles(user);
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
  expect(document.body).toHaveTextContent("1101**********002X");
  expect(document.body).not.toHaveTextContent("11010519491231002X");
  await user.type(screen.getByRole("searchbox", { name: "查找单位与人员" }), "陈示例");
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  expect(screen.getByRole("button", { name: /^陈示例/ })).toBeInTheDocument();
  await user.type(screen.getByRole("searchbox"), "没有的词");
  expect(await screen.findByText("没有符合的资料。请换一个词。")).toBeInTheDocument();
});

test("a profile is edited as a form that is not filed", async () => {
  const { user, library } = renderApp(["profile-1"]);
  await openProfiles(user);
  await user.click(await screen.findByRole("button", { name: new RegExp(`^${NAME}`) }));
  await screen.findByRole("navigation", { name: "栏目" });
  for (const name of ["步骤", "更多操作", "去核对"]) {
    expect(screen.queryByRole("navigation", { name })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name })).not.toBeInTheDocument();
  }
  await user.clear(byId("field:organisation.website"));
  await user.type(byId("field:organisation.website"), "https://example.org");
  await user.click(screen.getByRole("button", { name: "返回单位与人员" }));
  await screen.findByRole("heading", { name: "单位与人员" });
  expect(library.of("profile-1").draft.answers["organisation.website"]).toBe("https://example.org");
});

test("a new person begins empty", async () => {
  const { user, library } = renderApp([]);
  await openProfiles(user);
  await user.click(await screen.findByRole("button", { name: "新建人员" }));
  await user.type(await screen.findByLabelText("姓名"), "周示例");
  await user.click(screen.getByRole("button", { name: "返回单位与人员" }));
  expect(await screen.findByRole("button", { name: /^周示例/ })).toBeInTheDocument();
  expect(library.kept.size).toBe(1);
});

test("whoever keeps a second profile of the same one is told so", async () => {
  const { user } = await renderWithProfiles();
  const dialog = await openDialog(user, "存入资料…");
  const into = await dialog.findByRole("combobox", { name: "存到" });
  await waitFor(() => expect(into).toHaveValue("profile-1"));
  expect(dialog.queryByText(/已有资料/)).not.toBeInTheDocument();
  await user.selectOptions(into, "另存为新的资料");
  expect(dialog.getByText(/已有资料.*另存以后会有两份/)).toHaveTextContent(NAME);
});

test("every form is held against a profile, and one of them begun", async () => {
  const { user, library } = renderApp(["profile-1"]);
  await openProfiles(user);
  await user.click(await screen.findByRole("button", { name: `还能申报什么 ${NAME}` }));
  const dialog = within(await screen.findByRole("dialog", { name: `“${NAME}”还能申报什么` }));
  await user.click(await dialog.findByRole("button", { name: /^新建 .*设计创新企业$/ }));
  await screen.findByRole("navigation", { name: "栏目" });
  expect(library.kept.get("next-1")?.draft.variant).toBe("studio");
});

test("a deleted profile can be brought back", async () => {
  const { user, library } = renderApp(["profile-1", "profile-2"]);
  await openProfiles(user);
  await user.click(await screen.findByRole("button", { name: "删除 陈示例" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  expect(library.kept.has("profile-2")).toBe(false);
  await user.click(screen.getByRole("button", { name: "恢复" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
  expect(screen.queryByText(/^已删除“/)).not.toBeInTheDocument();
});

test("a deleted profile is had back long after it was deleted", async () => {
  const { user, library } = renderApp(["profile-1", "profile-2"]);
  await openProfiles(user);
  await user.click(await screen.findByRole("button", { name: "删除 陈示例" }));
  await user.click(screen.getByRole("checkbox", { name: "已删除" }));
  const list = within(await screen.findByRole("list", { name: "已删除的资料" }));
  await user.click(list.getByRole("button", { name: "恢复 陈示例" }));
  expect(await screen.findByText("没有已删除的资料。")).toBeInTheDocument();
  expect(screen.queryByText(/^已删除“/)).not.toBeInTheDocument();
  expect(library.kept.has("profile-2")).toBe(true);
});

test("a profile is filled in: what stands there stays unless it is given up, and what came is looked at", async () => {
  const { user, library } = await renderWithProfiles();
  const before = library.of("half").draft.answers;
  const dialog = await openDialog(user, "从资料填入…");
  expect(await dialog.findByLabelText("取自")).toHaveDisplayValue(/（同一个）$/);
  const website = within(await dialog.findByRole("group", { name: "网址" }));
  expect(website.getByRole("radio", { name: "采用" })).toBeChecked();
  const mobile = within(await dialog.findByRole("group", { name: "手机" }));
  expect(mobile.getByRole("radio", { name: "保留" })).toBeChecked();
  const address = within(dialog.getByRole("group", { name: "注册地址" }));
  await user.click(address.getByRole("radio", { name: "采用" }));
  await user.click(dialog.getByRole("button", { name: /^填入 \d+ 项$/ }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

  const after = library.of("half").draft;
  expect(after.answers["contact.mobile"]).toBe(before["contact.mobile"]);
  expect(after.answers["organisation.registered_address"]).toBe("上海市奉贤区示例路 200 号 8 楼");
  expect(after.answers["organisation.website"]).toBe("https://www.shiguang.example");
  expect(screen.getAllByText(`取自“${NAME}”的资料，待核对`).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "注册地址已核对" }));
  expect(screen.getByText(`来源：取自“${NAME}”的资料，已核对`)).toBeInTheDocument();
  // One change, so one step back.
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(library.of("half").draft.answers).toEqual(before));
});

test("a profile with another number is pointed out: it may be of someone else", async () => {
  const { user, library } = await renderWithProfiles();
  const dialog = await openDialog(user, "从资料填入…");
  expect(await dialog.findByLabelText("取自")).toHaveDisplayValue(/（同一个）$/);
  await dialog.findByRole("group", { name: "网址" });
  expect(dialog.queryByText(/两边的号码不同/)).not.toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "取消" }));
  library.of("profile-1").draft.answers["organisation.credit_code"] = "91310115MA1FL00012";
  const again = await openDialog(user, "从资料填入…");
  expect(await again.findByText(/两边的号码不同，可能不是同一个单位/)).toBeInTheDocument();
});

test("a person is filled in as a new row, and into a row that is there, each as one change", async () => {
  const { user, library } = await renderWithProfiles();
  const rows = () => library.of("half").draft.answers["team.roster"] as Record<string, unknown>[];
  const before = rows();
  const fill = async (place: RegExp, choose?: string) => {
    const dialog = await openDialog(user, "从资料填入…");
    await user.selectOptions(
      await dialog.findByLabelText("填入何处"),
      dialog.getByRole("option", { name: place }),
    );
    await user.selectOptions(dialog.getByLabelText("取自"), dialog.getByRole("option", { name: /^陈示例/ }));
    if (choose) {
      const field = within(await dialog.findByRole("group", { name: choose }));
      await user.click(field.getByRole("radio", { name: "采用" }));
    }
    await user.click(await dialog.findByRole("button", { name: /^填入 \d+ 项$/ }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  };
  await fill(/：新增一行$/);
  expect(rows()).toEqual([...before, { name: "陈示例", post: "设计总监" }]);

  // The first one keeps its name, and everything that the profile does not say.
  await fill(/^团队成员 第 1 行/, "职务");
  expect(rows()[0]).toEqual({ ...before[0], post: "设计总监" });
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(rows()[0]).toEqual(before[0]));
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(rows()).toEqual(before));
});

test("what a draft says is kept in a profile field by field", async () => {
  const { user, library } = await renderWithProfiles();
  const drafted = library.of("half").draft.answers;
  const dialog = await openDialog(user, "存入资料…");
  expect(await dialog.findByLabelText("存到")).toHaveDisplayValue(/（同一个）$/);
  const mobile = within(await dialog.findByRole("group", { name: "手机" }));
  expect(mobile.getByRole("radio", { name: "保留" })).toBeChecked();
  const address = within(dialog.getByRole("group", { name: "注册地址" }));
  await user.click(address.getByRole("radio", { name: "采用" }));
  await user.click(dialog.getByRole("button", { name: /^存入 \d+ 项$/ }));
  expect(await dialog.findByText(/^已存入“/)).toBeInTheDocument();
  const kept = library.of("profile-1").draft.answers;
  expect(kept["contact.mobile"]).toBe("13900000000");
  expect(kept["organisation.registered_address"]).toBe(drafted["organisation.registered_address"]);
  expect(kept["organisation.kind"]).toBe(drafted["organisation.kind"]);
});

test("without profiles there is nothing to fill in, and a new one can be kept", async () => {
  const { user, library } = await renderDraft("half");
  const fill = await openDialog(user, "从资料填入…");
  expect(await fill.findByText(/^还没有单位的资料/)).toBeInTheDocument();
  expect(fill.getByRole("button", { name: "填入" })).toBeDisabled();
  await user.click(fill.getByRole("button", { name: "取消" }));
  const keep = await openDialog(user, "存入资料…");
  await user.click(await keep.findByRole("button", { name: /^存入 \d+ 项$/ }));
  expect(await keep.findByText(/^已存入“/)).toBeInTheDocument();
  expect(library.kept.size).toBe(2);
});
