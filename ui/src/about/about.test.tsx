import { screen, waitFor, within } from "@testing-library/react";
import { renderApp } from "../test/app";

const openAbout = async () => {
  const app = renderApp([]);
  await app.user.click(await screen.findByRole("button", { name: "关于" }));
  await screen.findByRole("heading", { name: "开源许可" });
  return app;
};

test("the log is exported, and a failure says what to do", async () => {
  const { user, library } = await openAbout();
  await user.click(screen.getByRole("button", { name: "导出日志" }));
  expect(await screen.findByRole("status")).toHaveTextContent("申报-运行日志.txt");
  const failure = {
    code: "file",
    message: "无法读写文件：/x",
    hint: "请检查路径、权限和磁盘空间后重试。",
  } as const;
  library.failures.set("export_log", failure);
  await user.click(screen.getByRole("button", { name: "导出日志" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(failure.hint);
});

test("a part is found by name, and its licence opens", async () => {
  const { user } = await openAbout();
  await user.type(screen.getByRole("searchbox", { name: "查找组件" }), "SERDE");
  await waitFor(() => expect(screen.getAllByRole("button", { name: /许可全文$/ })).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "serde 1.0.228 的许可全文" }));
  const dialog = screen.getByRole("dialog", { name: "serde 1.0.228" });
  expect(dialog).toHaveTextContent("Permission is hereby granted");
  expect(dialog).toHaveTextContent("Apache License");
  await user.click(within(dialog).getByRole("button", { name: "关闭" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
