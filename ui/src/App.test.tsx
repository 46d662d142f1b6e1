/** The ways through the application that a person takes. */
import { screen, waitFor, within } from "@testing-library/react";
import { OPEN } from "./mock/library";
import { byId, renderApp, renderDraft } from "./test/app";

const status = () => screen.findByText(/^已保存 \d\d:\d\d:\d\d$/);

test("a new draft is begun, typed into and saved", async () => {
  const { user, library } = renderApp([]);
  await user.click(await screen.findByRole("button", { name: "跳过，进入首页" }));
  await user.click(screen.getByRole("button", { name: /^企业设计创新中心/ }));
  await user.type(await screen.findByRole("textbox", { name: /^单位名称/ }), "上海新设计有限公司");
  await waitFor(() => expect(library.edits).toHaveLength(1));
  await status();
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("上海新设计有限公司");
  await user.click(screen.getByRole("button", { name: "返回全部申报" }));
  expect(await screen.findByRole("article")).toHaveTextContent("上海新设计有限公司");
});

test("whoever has a draft comes back to the list, and not to what can be begun", async () => {
  const { user, library } = renderApp([]);
  await user.click(await screen.findByRole("button", { name: "跳过，进入首页" }));
  await user.click(screen.getByRole("button", { name: /^企业设计创新中心/ }));
  await screen.findByRole("textbox", { name: /^单位名称/ });
  const answer = library.answer.bind(library);
  library.answer = async (command, args) => {
    // In the window the list is there later than its screen.
    await new Promise((resolve) => setTimeout(resolve, command === "start" ? 50 : 0));
    return answer(command, args);
  };
  await user.click(screen.getByRole("button", { name: "返回全部申报" }));
  expect(await screen.findByRole("heading", { name: "全部申报" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "新建申报" })).toHaveAttribute("aria-expanded", "false");
});

test("drafts are found by words and by standing", async () => {
  const { user } = renderApp(["in-house", "half", "empty"]);
  await user.type(await screen.findByRole("searchbox"), "拾光");
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  expect(screen.getByRole("article")).toHaveTextContent("见于：单位名称");
  await user.type(screen.getByRole("searchbox"), " 没有的词");
  expect(await screen.findByText("没有符合的申报。请换一个词，或者放宽条件。")).toBeInTheDocument();
  await user.type(screen.getByRole("searchbox"), " 8001");
  expect(await screen.findByText(/号码和字母须从开头查起/)).toBeInTheDocument();
  await user.clear(screen.getByRole("searchbox"));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(3));
  await user.selectOptions(screen.getByRole("combobox", { name: "按状态筛选" }), "可以提交");
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
});

test("a deleted draft can be brought back", async () => {
  const { user } = renderApp(["half", "empty"]);
  await user.click(await screen.findByRole("button", { name: /^删除 .*拾光/ }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "恢复" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
});

test("a finding leads to its field, and turns when that is mended", async () => {
  const { user } = await renderDraft("half");
  const panel = screen.getByRole("complementary", { name: "条件核对" });
  await user.click(await within(panel).findByRole("button", { name: /设计团队 30 人以上.*还差 6 人/ }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveFocus());
  await user.clear(byId("field:team.headcount"));
  await user.type(byId("field:team.headcount"), "30");
  await waitFor(() => expect(within(panel).queryByText("还差 6 人")).not.toBeInTheDocument());
});

test("what is wrong in a cell leads to that cell", async () => {
  const { user } = await renderDraft("wrong");
  await user.click(screen.getByRole("button", { name: /核对$/ }));
  await user.click(await screen.findByRole("button", { name: /第 12 行：“入职日期”/ }));
  await waitFor(() => expect(byId("cell:team.roster:11:joined_on")).toHaveFocus());
});

test("Ctrl+Z takes back the last change of the draft, with Shift it is made again", async () => {
  const { user } = await renderDraft("half");
  const name = byId("field:organisation.name");
  const before = name.value;
  await user.type(name, "二部");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(name).toHaveValue(before));
  await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await waitFor(() => expect(name).toHaveValue(`${before}二部`));
});

test("a save that fails says why, keeps the text, and is made up for", async () => {
  const { user, library } = await renderDraft("empty");
  library.failures.set("edit_draft", { code: "file", message: "磁盘已满，未能保存。", hint: "请清理磁盘。" });
  await user.type(byId("field:organisation.name"), "上海某公司");
  expect(await screen.findByRole("alert")).toHaveTextContent("磁盘已满");
  expect(byId("field:organisation.name")).toHaveValue("上海某公司");
  library.failures.clear();
  await user.click(screen.getByRole("button", { name: "再存一次" }));
  await status();
  expect(library.kept.get("empty")?.draft.answers["organisation.name"]).toBe("上海某公司");
});

test("an undo that could not be saved is made up for, unless something else was done since", async () => {
  const { user, library } = await renderDraft("half");
  const before = byId("field:organisation.name").value;
  const rename = async (text: string) => {
    await user.tripleClick(byId("field:organisation.name"));
    await user.paste(text);
  };
  await rename("另一家");
  await status();
  const failure = { code: "file" as const, message: "磁盘已满，未能保存。", hint: null };
  const failToUndo = async () => {
    library.failures.set("undo", failure);
    await user.click(screen.getByRole("button", { name: "撤销" }));
    await screen.findByRole("button", { name: "再存一次" });
  };
  await failToUndo();
  library.failures.clear();
  await user.click(screen.getByRole("button", { name: "再存一次" }));
  await status();
  expect(byId("field:organisation.name")).toHaveValue(before);

  await rename("第三家");
  await status();
  await failToUndo();
  library.failures.clear();
  await rename("第四家");
  await user.click(screen.getByRole("button", { name: "再存一次" }));
  await status();
  expect(byId("field:organisation.name")).toHaveValue("第四家");
});

/** A draft that another window has changed meanwhile, with something typed here. */
async function renderChangedElsewhere() {
  const app = await renderDraft("empty");
  const code = "changed_elsewhere" as const;
  const message = "这份草稿已在另一个窗口中改动或删除。";
  app.library.failures.set("edit_draft", { code, message, hint: null });
  app.library.changed("empty", { edit: "set", path: "organisation.name", value: "上海另一窗口公司" });
  await app.user.type(byId("field:organisation.name"), "甲");
  await screen.findByRole("alert");
  expect(screen.queryByRole("button", { name: "再存一次" })).not.toBeInTheDocument();
  app.library.failures.clear();
  return app;
}

test("what could not be saved over another window's changes is kept in the history", async () => {
  const { user } = await renderChangedElsewhere();
  await user.click(screen.getByRole("button", { name: "存入历史记录并重新打开" }));
  await status();
  expect(byId("field:organisation.name")).toHaveValue("上海另一窗口公司");
  await user.click(screen.getByRole("button", { name: "历史记录" }));
  const [back, typed] = await screen.findAllByRole("button", { name: /单位名称/ });
  expect(back).toHaveTextContent("回到");
  await user.click(typed as HTMLElement);
  expect(await screen.findByText("甲", { selector: "ins" })).toBeInTheDocument();
});

test("what does not fit another window's draft is given up only where someone says so", async () => {
  const { user, library } = await renderChangedElsewhere();
  const message = "没有第 3 行，请刷新后重试。";
  library.failures.set("edit_draft", { code: "bad_edit", message, hint: null });
  await user.click(screen.getByRole("button", { name: "存入历史记录并重新打开" }));
  const drop = await screen.findByRole("button", { name: "放弃未存内容，重新打开" });
  expect(byId("field:organisation.name")).toHaveValue("甲");
  library.failures.clear();
  await user.click(drop);
  await status();
  expect(byId("field:organisation.name")).toHaveValue("上海另一窗口公司");
  await user.click(screen.getByRole("button", { name: "返回全部申报" }));
  expect(await screen.findByRole("article")).toHaveTextContent("上海另一窗口公司");
});

test("a filing date outside the measure's time is said loudly", async () => {
  const { user } = await renderDraft("half");
  await user.clear(byId("field:filing_date"));
  await user.type(byId("field:filing_date"), "2029-01-01");
  await user.tab();
  expect(await screen.findByRole("alert")).toHaveTextContent("不在规定的施行期内");
  await user.click(screen.getByRole("button", { name: /^下一部分/ }));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(screen.getByText("不在规定的施行期内", { selector: "p" })).toBeInTheDocument();
});

test("a click on a passage of a page leads to its field", async () => {
  const { user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  await user.click(await screen.findByRole("button", { name: "去修改：单位名称" }));
  await waitFor(() => expect(byId("field:organisation.name")).toHaveFocus());
});

test("the bundle is generated, and what came of it is shown", async () => {
  const { user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  await user.click(screen.getByRole("button", { name: /选择文件夹/ }));
  await user.click(await screen.findByRole("radio", { name: /zip/ }));
  await user.click(screen.getByRole("button", { name: "生成" }));
  expect(await screen.findByRole("progressbar", { name: "生成进度" })).toBeInTheDocument();
  expect(await screen.findByText(/申报材料\.zip$/)).toBeInTheDocument();
  expect(screen.getByText("04数据工作簿.xlsx")).toBeInTheDocument();
});

test("without a folder it is asked for first, and nothing is made when none is chosen", async () => {
  const { library, user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  library.folder = null;
  await user.click(screen.getByRole("button", { name: "选择位置并生成" }));
  expect(await screen.findByRole("button", { name: "选择位置并生成" })).toBeEnabled();
  library.folder = "/home/user/文档";
  await user.click(screen.getByRole("button", { name: "选择位置并生成" }));
  expect(await screen.findByText("04数据工作簿.xlsx")).toBeInTheDocument();
});

test("generating can be cancelled", async () => {
  const { user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  await user.click(screen.getByRole("button", { name: /选择文件夹/ }));
  await waitFor(() => expect(screen.getByRole("button", { name: "生成" })).toBeEnabled());
  await user.click(screen.getByRole("button", { name: "生成" }));
  await user.click(await screen.findByRole("button", { name: "取消" }));
  expect(await screen.findByText("已取消，没有留下文件。")).toBeInTheDocument();
});

test("files are attached and removed", async () => {
  const { user } = await renderDraft("empty");
  await user.click(screen.getByRole("button", { name: /证明材料/ }));
  await user.click(screen.getAllByRole("button", { name: /选择文件$/ })[0] as HTMLElement);
  await user.click(await screen.findByRole("button", { name: /^移除 营业执照/ }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^移除/ })).not.toBeInTheDocument());
});

test("without a keychain a passphrase is set before anything else", async () => {
  const { user } = renderApp([], { state: "needs_passphrase", new: true });
  expect(await screen.findByLabelText("口令")).toHaveFocus();
  await user.keyboard("申报用的口令八字");
  expect(screen.getByRole("button", { name: "设置并开始" })).toBeDisabled();
  await user.type(screen.getByLabelText("再输入一次"), "申报用的口令八字");
  await user.click(screen.getByRole("button", { name: "设置并开始" }));
  expect(await screen.findByRole("heading", { name: "欢迎使用申报" })).toBeInTheDocument();
});

test("a library that cannot be opened says what to do", async () => {
  renderApp([], {
    state: "failed",
    code: "library_damaged",
    message: "资料库已损坏。",
    hint: "请恢复备份。",
  });
  expect(await screen.findByRole("alert")).toHaveTextContent("请恢复备份。");
});

test("a newcomer is welcomed first, and reminded of the recovery key once there is something to lose", async () => {
  const { user } = renderApp([], { ...OPEN, recovery_due: true });
  expect(await screen.findByRole("heading", { name: "欢迎使用申报" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "现在抄存" })).not.toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "开始填写" }));
  await user.click(await screen.findByRole("button", { name: /返回/ }));
  await user.click(await screen.findByRole("button", { name: "现在抄存" }));
  expect(await screen.findByText(/^0001G-/)).toBeInTheDocument();
});

test("the recovery key is called for until it is noted", async () => {
  const { user } = renderApp(["half"], { ...OPEN, recovery_due: true });
  await user.click(await screen.findByRole("button", { name: "现在抄存" }));
  await user.click(screen.getByRole("button", { name: "稍后再办" }));
  await user.click(await screen.findByRole("button", { name: "现在抄存" }));
  expect(screen.getByRole("button", { name: "完成" })).toBeDisabled();
  await user.click(screen.getByRole("checkbox"));
  await user.click(screen.getByRole("button", { name: "完成" }));
  expect(await screen.findByRole("article")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "现在抄存" })).not.toBeInTheDocument();
});

test("the reminder of the recovery key is put off until the next start", async () => {
  const { user } = renderApp(["half"], { ...OPEN, recovery_due: true });
  await user.click(await screen.findByRole("button", { name: "下次启动再提醒" }));
  await user.click(screen.getByRole("button", { name: "资料库" }));
  await screen.findByRole("heading", { name: "资料库" });
  expect(screen.queryByRole("button", { name: "现在抄存" })).not.toBeInTheDocument();
});

test("a library without its key is opened with the recovery key, under a passphrase where there is no keychain", async () => {
  const { user, library } = renderApp(["half"], {
    state: "failed",
    code: "wrong_key",
    message: "找不到资料库的密钥。",
    hint: null,
  });
  await user.click(await screen.findByRole("button", { name: "输入恢复密钥" }));
  library.failures.set("recover_library", { code: "passphrase_needed", message: "请设置口令。", hint: null });
  await user.type(screen.getByLabelText("恢复密钥"), "0001G");
  await user.click(screen.getByRole("button", { name: "打开资料库" }));
  await user.type(await screen.findByLabelText("设置新口令"), "申报用的口令八字");
  await user.type(screen.getByLabelText("再输入一次"), "申报用的口令八字");
  library.failures.clear();
  await user.click(screen.getByRole("button", { name: "打开资料库" }));
  expect(await screen.findByRole("article")).toBeInTheDocument();
});

test("a changed key shows its recovery key", async () => {
  const { user } = renderApp(["half"]);
  await user.click(await screen.findByRole("button", { name: "资料库" }));
  await user.click(screen.getByRole("button", { name: "更换密钥" }));
  expect(await screen.findByRole("list", { name: "恢复密钥" })).toBeInTheDocument();
});

test("a passphrase is changed", async () => {
  const { user } = renderApp([], { ...OPEN, kept_in: "passphrase" });
  await user.click(await screen.findByRole("button", { name: "资料库" }));
  await user.type(screen.getAllByLabelText("现用口令")[1] as HTMLElement, "现在用的口令八字");
  await user.type(screen.getByLabelText("新口令"), "以后用的口令八字");
  expect(screen.getByRole("button", { name: "更改口令" })).toBeDisabled();
  await user.type(screen.getByLabelText("再输入一次"), "以后用的口令八字");
  await user.click(screen.getByRole("button", { name: "更改口令" }));
  expect(await screen.findByText(/口令已更改/)).toBeInTheDocument();
});

test("a tag is given, found by, and taken away", async () => {
  const { user } = renderApp(["in-house", "half"]);
  await user.click(await screen.findByRole("button", { name: /^给 .*拾光.* 加标签$/ }));
  await user.type(screen.getByRole("combobox", { name: "新标签" }), "二季度{Enter}");
  await user.click(await screen.findByRole("button", { name: "二季度" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: /移除标签 二季度$/ }));
  expect(await screen.findByText(/没有符合的申报/)).toBeInTheDocument();
  // The card is gone with its tag; what was taken away can be had back all the same.
  expect(screen.getByText(/^已从“.*拾光.*”移除标签“二季度”。$/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "恢复" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  expect(screen.getByRole("button", { name: "二季度" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "恢复" })).not.toBeInTheDocument();
});

test("a tag that was typed is kept when its input is left, and dropped with Escape", async () => {
  const { user } = renderApp(["half"]);
  const add = async (text: string) => {
    await user.click(await screen.findByRole("button", { name: /加标签$/ }));
    await user.type(screen.getByRole("combobox", { name: "新标签" }), text);
  };
  await add("三季度{Escape}");
  await add("二季度");
  await user.click(screen.getByRole("heading", { name: "全部申报" }));
  expect(await screen.findByRole("button", { name: "二季度" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "三季度" })).not.toBeInTheDocument();
});

test("drafts are ordered and narrowed by their last day of filing", async () => {
  const { user } = renderApp(["in-house", "empty", "wrong"]);
  const names = () =>
    screen.getAllByRole("article").map((card) => card.querySelector(".draft-name")?.textContent);
  const before = await screen.findAllByRole("article").then(names);
  await user.selectOptions(screen.getByLabelText("排序"), "截止日期近的在前");
  await waitFor(() => expect(document.querySelectorAll(".draft-group").length).toBeGreaterThan(1));
  const groups = [...document.querySelectorAll(".draft-group")].map((group) => group.textContent);
  expect(groups.at(-1)).toBe("没有截止日期");
  expect(names().at(-1)).toBe(before[1]);
  await user.selectOptions(screen.getByLabelText("按截止日期筛选"), "没有截止日期");
  await waitFor(() => expect(names()).toEqual([before[1]]));
});

test("a deleted draft is had back long after it was deleted", async () => {
  const { user, library } = renderApp(["half", "in-house"]);
  await user.click(await screen.findByRole("button", { name: /^删除 .*拾光/ }));
  await user.click(screen.getByRole("checkbox", { name: "已删除" }));
  await user.click(await screen.findByRole("button", { name: /^恢复 .*拾光/ }));
  expect(await screen.findByText(/没有符合的申报/)).toBeInTheDocument();
  expect([...library.kept.keys()]).toEqual(["in-house", "half"]);
  // It need not be had back once more.
  expect(screen.queryByText(/^已删除“/)).not.toBeInTheDocument();
});

test("an archived draft leaves the list and comes back", async () => {
  const { user } = renderApp(["in-house", "half"]);
  await user.click(await screen.findByRole("button", { name: /^归档 .*拾光/ }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(1));
  await user.click(screen.getByRole("checkbox", { name: "已归档" }));
  await user.click(await screen.findByRole("button", { name: /^取消归档/ }));
  await user.click(screen.getByRole("checkbox", { name: "已归档" }));
  await waitFor(() => expect(screen.getAllByRole("article")).toHaveLength(2));
});

test("a tag that only archived drafts have narrows their list alone, and is offered everywhere", async () => {
  const { user, library } = renderApp(["in-house", "half"]);
  await screen.findAllByRole("article");
  for (const [id, kept] of library.kept) kept.tags = [id === "half" ? "旧" : "在办"];
  await user.click(screen.getByRole("button", { name: /^归档 .*拾光/ }));
  const narrow = await screen.findByRole("combobox", { name: "按标签筛选" });
  const shown = () =>
    within(narrow)
      .getAllByRole("option")
      .map((option) => option.textContent);
  expect(shown()).toEqual(["全部标签", "在办（1）"]);
  await user.click(screen.getByRole("button", { name: /加标签$/ }));
  expect(document.querySelectorAll("#known-tags option")).toHaveLength(2);
  await user.click(screen.getByRole("checkbox", { name: "已归档" }));
  await waitFor(() => expect(shown()).toEqual(["全部标签", "旧（1）"]));
});

test("a backup is restored in two clicks", async () => {
  const { user } = renderApp(["half"]);
  await user.click(await screen.findByRole("button", { name: "资料库" }));
  await user.click((await screen.findAllByRole("button", { name: /^恢复到/ }))[0] as HTMLElement);
  await user.click(screen.getByRole("button", { name: "确认恢复" }));
  expect(await screen.findByText("已恢复到所选备份。")).toBeInTheDocument();
  expect(await screen.findByText(/恢复之前的内容/)).toBeInTheDocument();
});

test("what could not be rescued is said", async () => {
  const { user } = renderApp(["half"], {
    state: "failed",
    code: "library_damaged",
    message: "资料库文件已损坏。",
    hint: null,
  });
  await user.click(await screen.findByRole("button", { name: "开始抢救" }));
  expect(await screen.findByRole("list", { name: "未能读出" })).toHaveTextContent("第 4 号草稿");
  await user.click(screen.getByRole("button", { name: "打开资料库" }));
  expect(await screen.findByRole("article")).toBeInTheDocument();
});

test("what was changed is seen, and gone back to without losing what came later", async () => {
  const { user } = await renderDraft("half");
  const before = byId("field:organisation.name").value;
  // Pasted: typing on a busy machine may pause and be saved twice.
  const name = async (text: string) => {
    await user.tripleClick(byId("field:organisation.name"));
    await user.paste(text);
    await status();
  };
  await name(`${before}二部`);
  await user.click(screen.getByRole("button", { name: "历史记录" }));
  await user.click(await screen.findByRole("button", { name: /单位名称/ }));
  expect(await screen.findByText(`${before}二部`, { selector: "ins" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "返回" }));
  await name("另一家");
  await user.click(screen.getByRole("button", { name: "历史记录" }));
  await user.click((await screen.findAllByRole("button", { name: /单位名称/ })).at(-1) as HTMLElement);
  await user.click(screen.getByRole("button", { name: "回到这时的内容" }));
  await waitFor(() => expect(screen.getAllByRole("button", { name: /单位名称/ })).toHaveLength(3));
  expect(screen.getByText(/^已回到所选的内容/)).toBeInTheDocument();
  const [latest, ...earlier] = screen.getAllByRole("button", { name: /单位名称/ });
  expect(latest).toHaveTextContent(/当前内容回到.+ \d\d:\d\d 的内容：单位名称$/);
  for (const each of earlier) expect(each).not.toHaveTextContent("回到");
  await user.click(screen.getByRole("button", { name: "返回" }));
  expect(byId("field:organisation.name")).toHaveValue(`${before}二部`);
});

test("two states are held against each other, the earlier one first", async () => {
  const { user, library } = await renderDraft("half");
  for (const value of ["甲公司", "乙公司"]) {
    library.changed("half", { edit: "set", path: "organisation.name", value });
  }
  await user.click(screen.getByRole("button", { name: "历史记录" }));
  await user.click((await screen.findAllByRole("button", { name: /单位名称/ })).at(-1) as HTMLElement);
  await user.click(screen.getByRole("button", { name: "以此为对比起点" }));
  expect(screen.getByText(/请在左边再选一次改动/)).toBeInTheDocument();
  await user.click(screen.getAllByRole("button", { name: /单位名称/ })[0] as HTMLElement);
  expect(await screen.findByText("甲公司", { selector: "del" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "最初的内容" }));
  expect(await screen.findByText("甲公司", { selector: "ins" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "取消起点" }));
  expect(screen.getByText("第一次改动之前的内容")).toBeInTheDocument();
  expect(screen.queryByText("内容相同。")).not.toBeInTheDocument();
});

test("a new draft is made from an older one; what is carried over is looked at page by page", async () => {
  const { user, library } = renderApp(["in-house"]);
  await user.click(await screen.findByRole("button", { name: /^据此新建/ }));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("button", { name: "上海市设计创新中心认定申请" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^据此新建/ }));
  await user.click(screen.getByRole("button", { name: "上海市设计创新中心认定申请" }));
  const nav = within(await screen.findByRole("navigation", { name: "栏目" }));
  expect(nav.getByRole("button", { name: /申报单位/ })).toHaveTextContent("14 项待核对");
  await user.click(screen.getByRole("button", { name: "单位名称已核对" }));
  await waitFor(() => expect(nav.getByRole("button", { name: /申报单位/ })).toHaveTextContent("13 项待核对"));
  await user.type(byId("field:organisation.legal_representative"), "二");
  await waitFor(() => expect(nav.getByRole("button", { name: /申报单位/ })).toHaveTextContent("12 项待核对"));
  await user.click(screen.getByRole("button", { name: "本页全部已核对" }));
  await waitFor(() => expect(nav.getByRole("button", { name: /申报单位/ })).not.toHaveTextContent("待核对"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(nav.getByRole("button", { name: /申报单位/ })).toHaveTextContent("12 项待核对"));
  expect(library.edits.at(-1)?.edit).toBe("mark");
});

test("what is still to be looked at is listed for review, alone if asked, and said before generating", async () => {
  const { user } = renderApp(["in-house"]);
  await user.click(await screen.findByRole("button", { name: /^据此新建/ }));
  await user.click(screen.getByRole("button", { name: "上海市设计创新中心认定申请" }));
  await screen.findByRole("navigation", { name: "栏目" });
  const steps = within(screen.getByRole("navigation", { name: "步骤" }));
  await user.click(steps.getByRole("button", { name: /核对$/ }));
  const filter = await screen.findByRole("combobox", { name: "只看" });
  await user.selectOptions(filter, within(filter).getByRole("option", { name: /沿用待核对/ }));
  expect(screen.getAllByRole("heading", { level: 3 })).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: /“单位名称”沿用/ }));
  await waitFor(() => expect(byId("field:organisation.name")).toHaveFocus());
  await user.click(screen.getByRole("button", { name: /预览与生成$/ }));
  expect(await screen.findByText(/由此前所填或其他资料带入，尚未核对/)).toBeInTheDocument();
});
