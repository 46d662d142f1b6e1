import { screen, waitFor, within } from "@testing-library/react";
import { byId, renderDraft } from "../test/app";

test("a finding says why: clause, our reading, the answers that counted and the way to them", async () => {
  const { user } = await renderDraft("half");
  const panel = within(screen.getByRole("complementary", { name: "条件核对" }));
  const why = panel.getByRole("button", { name: /^为什么.*设计团队 30 人以上/ });
  expect(why).toHaveAttribute("aria-expanded", "false");
  await user.click(why);
  expect(panel.getByText(/条款编号 DC-I-team/)).toBeInTheDocument();
  expect(panel.getByText(/“以上”包括本数/)).toBeInTheDocument();
  await user.click(await panel.findByRole("button", { name: "设计团队人数：24 人" }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveFocus());
  await user.clear(byId("field:team.headcount"));
  await user.type(byId("field:team.headcount"), "29");
  expect(await panel.findByRole("button", { name: "设计团队人数：29 人" })).toBeInTheDocument();
});
