/** What a draft is good for beside itself. */
import { screen, within } from "@testing-library/react";
import { OPEN } from "../mock/library";
import { OTHER_FORM } from "../mock/profiles";
import { renderApp } from "../test/app";

test("any form can be begun from a draft, those to which it leads first", async () => {
  const { library, user } = renderApp(["in-house"], OPEN, (library) => {
    library.otherForms = [OTHER_FORM];
  });
  await user.click(await screen.findByRole("button", { name: /^据此新建/ }));
  const list = screen
    .getByRole("button", { name: "上海市设计创新中心认定申请" })
    .closest("ul") as HTMLElement;
  const offered = within(list)
    .getAllByRole("button")
    .map((button) => button.textContent);
  const others = OTHER_FORM.variants.map((variant) => `${OTHER_FORM.title} · ${variant.title}`);
  expect(offered).toEqual(["上海市设计创新中心认定申请", ...others]);
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await screen.findByRole("navigation", { name: "栏目" });
  expect(library.kept.get("next-1")?.draft.variant).toBe(OTHER_FORM.variants[1]?.id);
});

test("a draft is held against another one, its own applicant's first", async () => {
  const { library, user } = renderApp(["half", "in-house"], OPEN, (library) => {
    const { draft } = library.of("in-house");
    const answers = { ...draft.answers, "team.headcount": 77 };
    library.keep("last-year", { ...draft, filing_date: "2025-03-03", answers });
    library.of("last-year").archived = true;
  });
  const name = library.of("in-house").draft.answers["organisation.name"];
  await user.click(await screen.findByRole("button", { name: `对照… ${name}` }));
  await user.click(screen.getByRole("button", { name: "与另一份比较" }));
  const dialog = await screen.findByRole("dialog", { name: `“${name}”与另一份比较` });
  const choice = await within(dialog).findByRole("combobox", { name: "与哪一份比较" });
  const options = within(choice).getAllByRole("option");
  expect(options).toHaveLength(3);
  expect(options[1]).toHaveTextContent(/2025-03-03 · 已归档$/);
  await user.selectOptions(choice, options[1] as HTMLElement);
  const change = (await within(dialog).findByText("设计团队人数")).closest("li");
  expect(change).toHaveTextContent(/原为77.*改为\d/);
  expect(within(dialog).queryByText("单位名称")).not.toBeInTheDocument();
  await user.click(within(dialog).getByRole("button", { name: "关闭" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("where there is no other draft of the form, that is said", async () => {
  const { user } = renderApp(["in-house"]);
  await user.click(await screen.findByRole("button", { name: /^对照/ }));
  await user.click(screen.getByRole("button", { name: "与另一份比较" }));
  expect(await screen.findByText(/没有同一种表单的其他申报/)).toBeVisible();
});

test("every form is held against a draft, and one of them begun", async () => {
  const { library, user } = renderApp(["half"]);
  await user.click(await screen.findByRole("button", { name: /^对照/ }));
  await user.click(screen.getByRole("button", { name: "还能申报什么" }));
  const dialog = within(await screen.findByRole("dialog", { name: /还能申报什么$/ }));
  const row = (await dialog.findByRole("button", { name: /^上海市设计.*2023）企业/ })).closest("tr");
  const cells = within(row as HTMLElement).getAllByRole("cell");
  expect(cells.slice(0, 3).map((cell) => cell.textContent)).toEqual(["12", "3", "3"]);
  await user.click(within(row as HTMLElement).getByRole("button", { name: /2023）企业/ }));
  expect(dialog.getByText(/设计团队 30 人以上.*还差 6 人/)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: /^新建 .*设计创新企业$/ }));
  await screen.findByRole("navigation", { name: "栏目" });
  expect(library.kept.get("next-1")?.draft.variant).toBe("studio");
});
