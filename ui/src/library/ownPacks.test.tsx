import { screen, within } from "@testing-library/react";
import { renderApp } from "../test/app";

const openLibrary = async () => {
  const app = renderApp([]);
  await app.user.click(await screen.findByRole("button", { name: "资料库" }));
  await screen.findByRole("heading", { name: "自行添加的表单" });
  return app;
};

test("what it asks is read as not official before a draft of it is begun", async () => {
  const { library, user } = renderApp(["half"], undefined, (library) => library.own.fill());
  const unofficial = library.own.forms()[0]?.unofficial ?? "";
  await user.click(await screen.findByRole("button", { name: "选择申报事项" }));
  const first = await screen.findByRole("list", { name: "符合的申报事项" });
  await user.click(within(first).getByRole("button", { name: /【非官方】/ }));
  expect(screen.getByRole("region", { name: "单位" })).toHaveTextContent(unofficial);
  expect(unofficial).toContain("不是官方表单");
  await user.click(screen.getByRole("button", { name: "规定与帮助" }));
  await user.click(await screen.findByRole("button", { name: /【非官方】/ }));
  expect(screen.getByRole("region", { name: /【非官方】/ })).toHaveTextContent(unofficial);
});

test("a pack is added, offered as not official, and removed", async () => {
  const { user } = await openLibrary();
  await user.click(screen.getByRole("button", { name: "添加文件夹" }));
  expect(await screen.findByRole("status")).toHaveTextContent("已添加【非官方】");
  await user.click(screen.getByRole("button", { name: "申报" }));
  const offer = (await screen.findByRole("heading", { name: /^【非官方】/ })).closest("article");
  expect(within(offer as HTMLElement).getByRole("alert")).toHaveTextContent("不是官方表单");
  await user.click(screen.getByRole("button", { name: "资料库" }));
  await user.click(await screen.findByRole("button", { name: /^移除【非官方】/ }));
  expect(await screen.findByRole("status")).toHaveTextContent("已有的草稿仍可打开");
  await user.click(screen.getByRole("button", { name: "申报" }));
  await screen.findByRole("heading", { name: "新建申报" });
  expect(screen.queryByRole("heading", { name: /非官方/ })).not.toBeInTheDocument();
});

test("a pack with mistakes says what is wrong", async () => {
  const { user, library } = await openLibrary();
  library.failures.set("add_own_pack", {
    code: "bad_pack",
    message: "表单包有 1 处错误：own/2026/form.toml:3: 缺少 `title`。",
    hint: "请提供者改正后重新添加。",
  });
  await user.click(screen.getByRole("button", { name: "添加 ZIP 文件" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("form.toml:3");
});
