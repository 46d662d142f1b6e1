import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderDraft } from "../test/app";

async function renderEvidence() {
  const app = await renderDraft("empty");
  await app.user.click(screen.getByRole("button", { name: /证明材料/ }));
  const choose = () => app.user.click(screen.getByRole("button", { name: "为“工作场所证明”选择文件" }));
  const list = () => screen.getByRole("list", { name: "“工作场所证明”的文件" });
  const names = () =>
    within(list())
      .queryAllByText(/\.(pdf|jpg)$/, { selector: ".file-name" })
      .map((name) => name.textContent);
  return { ...app, choose, list, names };
}

test("files that could not be attached are told beside their field", async () => {
  const { choose, library } = await renderEvidence();
  library.failures.set("attach_files", { code: "file", message: "磁盘已满，未能保存。", hint: null });
  await choose();
  const told = await screen.findByRole("alert");
  const button = screen.getByRole("button", { name: "为“工作场所证明”选择文件" });
  expect(button.closest("[data-frame]")).toContainElement(told);
  expect(screen.queryByRole("button", { name: "再存一次" })).not.toBeInTheDocument();
});

test("files say what they are and what is worth a second look", async () => {
  const { choose, list, names } = await renderEvidence();
  await choose();
  await choose();
  await waitFor(() => expect(names()).toEqual(["营业执照（扫描件）.pdf", "租赁合同.pdf", "现场照片.jpg"]));
  expect((await within(list()).findAllByText("PDF，3 页，1.2 MB")).length).toBe(2);
  expect(within(list()).getByText(/^第 2 页清晰度不足/)).toBeInTheDocument();
});

test("files are ordered with the keyboard, announced, and the focus stays", async () => {
  const { user, choose, names, library } = await renderEvidence();
  await choose();
  await choose();
  await waitFor(() => expect(names().length).toBe(3));
  const handle = () => screen.getByRole("button", { name: /^移动 现场照片/ });
  handle().focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(names()[1]).toBe("现场照片.jpg"));
  expect(handle()).toHaveFocus();
  expect(screen.getByText("现场照片.jpg 已移到第 2 个，共 3 个")).toBeInTheDocument();
  await user.keyboard("{Alt>}{ArrowUp}{ArrowUp}{/Alt}");
  await waitFor(() => expect(names()[0]).toBe("现场照片.jpg"));
  const moves = library.edits.filter(({ edit }) => edit === "move_attachment");
  expect(moves).toEqual([
    { edit: "move_attachment", from: 2, to: 1 },
    { edit: "move_attachment", from: 1, to: 0 },
  ]);
});

test("files that cannot be used are named with a remedy; a password opens one", async () => {
  const { user, choose, names } = await renderEvidence();
  await choose();
  await choose();
  await choose();
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("审计报告.pdf");
  await user.type(within(dialog).getByLabelText("密码"), "wrong");
  await user.click(within(dialog).getByRole("button", { name: "打开并添加" }));
  expect(await within(dialog).findByText(/^密码不正确/)).toBeInTheDocument();
  await user.clear(within(dialog).getByLabelText("密码"));
  await user.type(within(dialog).getByLabelText("密码"), "kaimen");
  await user.click(within(dialog).getByRole("button", { name: "打开并添加" }));
  await waitFor(() => expect(names()).toContain("审计报告.pdf"));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  const refused = screen.getByRole("alert");
  expect(refused).toHaveTextContent("HEIC 照片不能直接提交。");
  expect(refused).not.toHaveTextContent("审计报告.pdf");
});

test("the keyboard stays in the field when its only button goes, or a file with its buttons", async () => {
  const { user } = await renderEvidence();
  await user.click(screen.getByRole("button", { name: /^为“营业执照.*选择文件/ }));
  const remove = await screen.findByRole("button", { name: /^移除 营业执照/ });
  const list = screen.getByRole("list", { name: /^“营业执照.*的文件/ });
  await waitFor(() => expect(list).toContainElement(document.activeElement as HTMLElement));
  await user.click(remove);
  await waitFor(() => expect(screen.getByRole("button", { name: /^为“营业执照.*选择文件/ })).toHaveFocus());
});
