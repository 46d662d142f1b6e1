/** Someone who opens the application for the first time. */
import { screen, waitFor, within } from "@testing-library/react";
import { renderApp } from "../test/app";

const found = () => screen.findByRole("list", { name: "符合的申报事项" });

test("three answers narrow the forms, and what decides is said with its clause", async () => {
  const { user } = renderApp([]);
  expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("欢迎使用申报");
  expect(screen.getByText(/不需要账户，也不连接网络/)).toBeInTheDocument();
  const all = within(await found()).getAllByRole("button").length;
  await user.click(screen.getByRole("radio", { name: "企业" }));
  await user.click(screen.getByRole("radio", { name: "首次取得认定或者资质" }));
  const left = within(await found()).getAllByRole("button");
  expect(left.length).toBeLessThan(all);
  expect(screen.queryByRole("button", { name: /科学技术奖/ })).not.toBeInTheDocument();
  await user.click(within(await found()).getByRole("button", { name: /^设计创新企业/ }));
  const shown = screen.getByRole("region", { name: "设计创新企业" });
  expect(shown).toHaveTextContent("政策解读 二(三是)近三年设计服务年均营业收入不低于 800 万元");
  // Asked of the other kind of applicant only.
  expect(shown).not.toHaveTextContent("累计获得专利及版权");
});

test("the day decides whether a measure is in force, and becomes the filing date", async () => {
  const { user, library } = renderApp([]);
  await found();
  const date = screen.getByLabelText("预计的申报日期");
  await user.clear(date);
  await user.type(date, "2029-01-01");
  await user.tab();
  await user.click(screen.getByRole("radio", { name: "首次取得认定或者资质" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("有效期至2028年12月14日");
  await user.click(screen.getByRole("button", { name: "开始填写" }));
  await screen.findByRole("navigation", { name: "栏目" });
  expect([...library.kept.values()][0]?.draft.filing_date).toBe("2029-01-01");
});

test("an example can be tried, and the home screen leads back to the questions", async () => {
  const { user } = renderApp([]);
  await found();
  await user.click(screen.getByRole("button", { name: "用已填齐的示例试一试" }));
  await screen.findByRole("navigation", { name: "栏目" });
  await user.click(screen.getByRole("button", { name: "返回全部申报" }));
  await screen.findByRole("article");
  await user.click(screen.getByRole("button", { name: "选择申报事项" }));
  expect(await found()).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "返回首页" }));
  expect(await screen.findByRole("article")).toBeInTheDocument();
});

test("it can be skipped, and says so where nothing fits", async () => {
  const { user } = renderApp([]);
  await found();
  await user.click(screen.getByRole("radio", { name: /^个人/ }));
  await user.click(screen.getByRole("radio", { name: /^已经认定/ }));
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("没有符合的申报事项"));
  expect(screen.queryByRole("button", { name: "开始填写" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "跳过，进入首页" }));
  expect(await screen.findByRole("heading", { name: "新建申报" })).toBeInTheDocument();
});
