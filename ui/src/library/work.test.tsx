/** Work on the whole library takes long: it says how far it is, and can be stopped. */
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { BackendContext, type WorkProgress } from "../backend";
import { SECRET } from "../mock/exchange";
import { OPEN } from "../mock/library";
import { LongWork } from "../shared/LongWork";
import { tauri } from "../tauri";
import { renderApp, renderDraft } from "../test/app";

test("a backup shows how far it is and can be stopped", async () => {
  const { user, library } = renderApp(["half"]);
  library.workStays = true;
  await user.click(await screen.findByRole("button", { name: "资料库" }));
  await screen.findByRole("heading", { name: "备份" });
  const before = library.backups.length;
  await user.click(screen.getByRole("button", { name: "立即备份" }));
  await waitFor(() =>
    expect(screen.getByRole("progressbar", { name: "正在备份" })).toHaveAttribute("value", "3"),
  );
  await user.click(screen.getByRole("button", { name: "取消" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("已取消。");
  expect(library.backups).toHaveLength(before);
  expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
  library.workStays = false;
  await user.click(screen.getByRole("button", { name: "立即备份" }));
  await waitFor(() => expect(library.backups).toHaveLength(before + 1));
});

/** Each begins with a click, says the words, and leaves everything as it is when it is stopped. */
test.each([
  ["恢复到 1月11日 08:55", "正在恢复"],
  ["检查资料库", "正在检查"],
  ["更换密钥", "正在重新加密"],
])("%s can be stopped", async (button, says) => {
  const { user, library } = renderApp(["half"]);
  library.workStays = true;
  await user.click(await screen.findByRole("button", { name: "资料库" }));
  await user.click(await screen.findByRole("button", { name: button }));
  const confirm = screen.queryByRole("button", { name: "确认恢复" });
  if (confirm) await user.click(confirm);
  await waitFor(() => expect(screen.getByRole("progressbar", { name: says })).toHaveAttribute("value", "3"));
  const bar = screen.getByRole("progressbar", { name: says }).closest<HTMLElement>(".long-work");
  await user.click(within(bar as HTMLElement).getByRole("button", { name: "取消" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("已取消。");
  expect(library.backups).toHaveLength(2);
  expect(library.library).toEqual(OPEN);
});

test("a file that is being opened can be stopped, and opened again", async () => {
  const { user, library } = renderApp(["half"]);
  library.workStays = true;
  library.file = "草稿";
  await user.click(await screen.findByRole("button", { name: "导入申报文件" }));
  await user.type(await screen.findByLabelText("口令"), SECRET);
  await user.click(screen.getByRole("button", { name: "打开" }));
  await user.click(await screen.findByRole("button", { name: "取消" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("已取消。");
  expect(library.kept.size).toBe(1);
  library.workStays = false;
  await user.click(screen.getByRole("button", { name: "打开" }));
  expect(await screen.findByRole("navigation", { name: "栏目" })).toBeInTheDocument();
});

test("a stop that came before the work had begun is asked again", async () => {
  const user = userEvent.setup();
  const stopWork = vi.fn(async () => null);
  const backend = { ...tauri, stopWork };
  const running = (progress: WorkProgress | null) => (
    <BackendContext value={backend}>
      <LongWork work={{ label: "正在备份", progress }} />
    </BackendContext>
  );
  const { rerender } = render(running(null));
  await user.click(screen.getByRole("button", { name: "取消" }));
  expect(stopWork).toHaveBeenCalledTimes(1);
  rerender(running({ done: 1, total: 4, isFinal: false }));
  expect(stopWork).toHaveBeenCalledTimes(2);
  rerender(running({ done: 4, total: 4, isFinal: true }));
  expect(stopWork).toHaveBeenCalledTimes(2);
});

test("what is being changed is not stopped any more", () => {
  render(
    <BackendContext value={tauri}>
      <LongWork work={{ label: "正在重新加密", progress: { done: 3, total: 4, isFinal: true } }} />
    </BackendContext>,
  );
  expect(screen.getByRole("button", { name: "取消" })).toBeDisabled();
  expect(screen.getByRole("status")).toHaveTextContent("即将完成，不能再取消");
});

test("a protected file that is being written can be stopped, and tried again", async () => {
  const { user, library } = await renderDraft("half");
  library.workStays = true;
  await user.click(screen.getByRole("button", { name: "更多操作" }));
  await user.click(screen.getByRole("button", { name: "导出为加密文件…" }));
  await user.type(screen.getByLabelText("设置口令"), "春江潮水连海平海上明月");
  await user.type(screen.getByLabelText("再输入一次"), "春江潮水连海平海上明月");
  await user.click(screen.getByRole("button", { name: "选择位置并保存" }));
  await user.click(await screen.findByRole("button", { name: "取消" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("已取消。");
  library.workStays = false;
  await user.click(screen.getByRole("button", { name: "选择位置并保存" }));
  expect(await screen.findByText(/^已保存到/)).toBeInTheDocument();
});
