import { screen, waitFor, within } from "@testing-library/react";
import { byId, renderDraft } from "../test/app";

test("a section in which nothing is required and nothing stands is not called done", async () => {
  const { user } = await renderDraft("empty");
  const nav = within(screen.getByRole("navigation", { name: "栏目" }));
  const finance = nav.getByRole("button", { name: /财务状况/ });
  expect(finance).toHaveTextContent("未填");
  expect(finance).not.toHaveTextContent("已完成");
  await user.type(byId("field:filing_date"), "2026-06-15{Tab}");
  await user.click(finance);
  await user.type(byId("cell:finance.years:0:revenue"), "12{Tab}");
  await waitFor(() => expect(finance).toHaveTextContent("已完成"));
});
