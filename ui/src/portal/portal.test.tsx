/** The view beside the authority's platform: what is copied, ticked, shown, and how the keyboard goes. */
import { act, screen, waitFor } from "@testing-library/react";
import { renderDraft } from "../test/app";

async function renderPortal(draft = "half") {
  const app = await renderDraft(draft);
  await app.user.click(screen.getByRole("button", { name: "更多操作" }));
  await app.user.click(screen.getByRole("button", { name: "旁侧填报…" }));
  await screen.findByRole("heading", { name: "旁侧填报" });
  await waitFor(() => expect(document.querySelector(".portal-line")).not.toBeNull());
  return app;
}

/** The lines are many: asking for each one's role and name takes long. */
const find = (label: string) => screen.queryByText(label, { selector: ".portal-label" })?.closest("li");
const line = (label: string) => find(label)?.querySelector("button") as HTMLButtonElement;
const box = (label: string) => find(label)?.querySelector("input") as HTMLInputElement;
const count = () => screen.getByText(/^\d+ \/ \d+$/).textContent;
const total = () => Number(count()?.split(" / ")[1]);

test("the window stands beside as long as the view is open", async () => {
  const { user, library } = await renderPortal();
  expect(library.window).toBe("beside");
  await waitFor(() => expect(line("单位名称")).toHaveFocus());
  await user.click(screen.getByRole("button", { name: "置顶" }));
  expect(library.window).toBe("on top");
  expect(screen.getByRole("button", { name: "置顶" })).toHaveAttribute("aria-pressed", "true");
  await user.keyboard("{Escape}");
  await screen.findByRole("navigation", { name: "栏目" });
  expect(library.window).toBe("full");
});

test("a text's limit says where it comes from", async () => {
  await renderPortal();
  expect(line("单位名称")).toHaveTextContent("/ 100 字（上限按惯例）");
});

test("one key copies a line and goes to the next", async () => {
  const { user, library } = await renderPortal();
  const { answers } = library.of("half").draft;
  act(() => line("单位名称").focus());
  await user.keyboard("{Enter}");
  expect(library.clipboard).toBe(answers["organisation.name"]);
  await waitFor(() => expect(line("统一社会信用代码")).toHaveFocus());
  expect(screen.getByRole("status")).toHaveTextContent("已复制“单位名称”。");
  expect(box("单位名称")).toBeChecked();
  await user.keyboard("c");
  expect(library.clipboard).toBe(answers["organisation.credit_code"]);
  await waitFor(() => expect(count()).toBe(`2 / ${total()}`));
  await user.keyboard("k{ArrowUp}");
  await waitFor(() => expect(line("单位名称")).toHaveFocus());
  // A change of the draft is not taken back from here.
  const { draft } = library.of("half");
  await user.keyboard("{Control>}z{/Control}");
  expect(library.of("half").draft).toBe(draft);
  await user.keyboard("jx");
  await waitFor(() => expect(count()).toBe(`1 / ${total()}`));
  expect(box("统一社会信用代码")).not.toBeChecked();
});

test("what is done can be left out; the line after the copied one comes next", async () => {
  const { user } = await renderPortal();
  await user.click(screen.getByRole("checkbox", { name: "只看未填" }));
  act(() => line("单位名称").focus());
  await user.keyboard("c");
  await waitFor(() => expect(find("单位名称")).toBeUndefined());
  expect(line("统一社会信用代码")).toHaveFocus();
});

test("a tick falls when its answer is changed, and holds again with the old one", async () => {
  const { user, library } = await renderPortal();
  await user.click(line("单位名称"));
  await user.keyboard("{Escape}");
  await screen.findByRole("navigation", { name: "栏目" });
  const kept = library.of("half");
  const before = kept.draft;
  const reopen = async () => {
    await user.click(screen.getByRole("button", { name: "更多操作" }));
    await user.click(screen.getByRole("button", { name: "旁侧填报…" }));
    await waitFor(() => expect(box("单位名称")).toBeInTheDocument());
  };
  kept.draft = { ...before, answers: { ...before.answers, "organisation.name": "另一个名称" } };
  await reopen();
  expect(box("单位名称")).not.toBeChecked();
  await user.keyboard("{Escape}");
  await screen.findByRole("navigation", { name: "栏目" });
  kept.draft = before;
  await reopen();
  expect(box("单位名称")).toBeChecked();
});

test("all ticks are taken away at once, and had back", async () => {
  const { user } = await renderPortal();
  await user.click(line("单位名称"));
  await user.click(line("统一社会信用代码"));
  await waitFor(() => expect(count()).toBe(`2 / ${total()}`));
  await user.click(screen.getByRole("button", { name: "全部取消勾选" }));
  await waitFor(() => expect(count()).toBe(`0 / ${total()}`));
  expect(screen.getByRole("status")).toHaveTextContent("已取消 2 项勾选。");
  await user.click(screen.getByRole("button", { name: "恢复" }));
  await waitFor(() => expect(count()).toBe(`2 / ${total()}`));
});

test("what could not be copied is said, and not ticked", async () => {
  const { user, library } = await renderPortal();
  library.failures.set("copy_entry", { code: "file", message: "无法写入剪贴板。", hint: "请重试。" });
  await user.click(line("单位名称"));
  expect(await screen.findByRole("alert")).toHaveTextContent("无法写入剪贴板。");
  expect(count()).toMatch(/^0 \//);
});

test("a long table is drawn in part, and the keyboard reaches its end", async () => {
  const { user } = await renderPortal("overfull");
  expect(total()).toBeGreaterThan(2000);
  expect([...document.querySelectorAll(".portal-line")].length).toBeLessThan(300);
  act(() => line("单位名称").focus());
  await user.keyboard("{End}");
  const last = document.querySelector(".portal-list")?.lastElementChild;
  expect(last).toContainElement(document.activeElement as HTMLElement);
  await user.selectOptions(screen.getByLabelText("跳到栏目"), "知识产权");
  await waitFor(() => expect(document.activeElement?.closest("ol")?.textContent).toContain("知识产权"));
});
