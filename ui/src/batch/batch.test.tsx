/** Many drafts at once. */
import { screen, waitFor, within } from "@testing-library/react";
import { renderApp } from "../test/app";

async function select(drafts: string[]) {
  const app = renderApp(drafts);
  await app.user.click(await screen.findByRole("button", { name: "批量处理" }));
  return { ...app, panel: within(await screen.findByRole("region", { name: "批量处理" })) };
}

const rows = () => screen.getAllByRole("row").slice(1);

test("chosen drafts are checked, and the summary is kept as a workbook", async () => {
  const { user, panel, library } = await select(["in-house", "half", "empty"]);
  expect(panel.getByRole("button", { name: "批量检查" })).toBeDisabled();
  for (const id of ["in-house", "half"]) {
    const name = library.of(id).draft.answers["organisation.name"];
    await user.click(screen.getByRole("checkbox", { name: `选择 ${name}` }));
  }
  expect(panel.getByText("已选 2 份")).toBeVisible();
  await user.click(panel.getByRole("button", { name: "批量检查" }));
  expect(await panel.findByText("已检查 2 份")).toBeVisible();
  expect(rows()).toHaveLength(2);
  expect(rows()[0]).toHaveTextContent("可以提交");
  expect(rows()[1]).toHaveTextContent("有条件未满足");
  await user.click(panel.getByRole("button", { name: "保存汇总表…" }));
  expect(await panel.findByText(/申报情况汇总表\.xlsx/)).toBeVisible();
});

test("submissions are made in a folder; without one nothing happens", async () => {
  const { user, panel, library } = await select(["in-house", "half"]);
  await user.click(panel.getByRole("button", { name: "全选 2 份" }));
  library.folder = null;
  await user.click(panel.getByRole("button", { name: "批量生成…" }));
  await waitFor(() => expect(panel.getByRole("button", { name: "批量生成…" })).toBeEnabled());
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  library.folder = "/tmp/申报";
  await user.click(panel.getByRole("button", { name: "批量生成…" }));
  expect(await panel.findByText(/^已生成 2 份；材料和汇总表在 \/tmp\/申报$/)).toBeVisible();
  expect(panel.queryByRole("button", { name: "保存汇总表…" })).not.toBeInTheDocument();
});

test("a batch tells how far it is and is stopped; what is done stays", async () => {
  const { user, panel, library } = await select(["in-house", "half", "studio", "empty"]);
  library.batchStaysAt = 2;
  await user.click(panel.getByRole("button", { name: /^全选/ }));
  await user.click(panel.getByRole("button", { name: "批量检查" }));
  await panel.findByText(/^第 3 \/ 4 份/);
  await user.click(panel.getByRole("button", { name: "停止" }));
  expect(await panel.findByText("已停止：处理了 2 / 4 份")).toBeVisible();
  expect(rows()).toHaveLength(2);
  expect(screen.queryByRole("progressbar", { name: "批量处理进度" })).not.toBeInTheDocument();
});

test("what a search hides is not worked on", async () => {
  const { user, panel, library } = await select(["in-house", "half"]);
  await user.click(panel.getByRole("button", { name: "全选 2 份" }));
  const name = String(library.of("half").draft.answers["organisation.name"]);
  await user.type(screen.getByRole("searchbox"), name);
  expect(await panel.findByText("已选 1 份")).toBeVisible();
});
