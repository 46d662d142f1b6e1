/** Work on the whole library takes long: it says how far it is, and can be stopped. */
import { screen, waitFor } from "@testing-library/react";
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
