import { screen, waitFor, within } from "@testing-library/react";
import { check } from "../mock/check";
import { drafts, emptyDraft, form } from "../mock/drafts";
import { byId, renderDraft } from "../test/app";
import { chartsOf, extent } from "./charts";

const ready = drafts["in-house"] ?? emptyDraft("in-house");
const charts = (draft = ready) => chartsOf(form, draft, check(form, draft));

test("each figure of a three-year table is a chart of the years before the filing year", () => {
  const chart = charts().find(({ key }) => key === "finance.years.revenue");
  const filed = Number(ready.filing_date?.slice(0, 4));
  expect(chart?.bars.map(({ year }) => year)).toEqual([filed - 3, filed - 2, filed - 1]);
  expect(chart?.unit).toBe("万元");
  expect(chart?.bars.every(({ text }) => text !== null)).toBe(true);
  expect(charts({ ...ready, filing_date: null })).toEqual([]);
});

test("bars begin at 0, also below it", () => {
  const bar = { year: 2023, text: null, isOff: false, path: "" };
  const bars = [
    { ...bar, value: -30 },
    { ...bar, value: 12.5 },
    { ...bar, value: null },
  ];
  expect(extent(bars)).toEqual({ low: -30, high: 12.5 });
  expect(extent([{ ...bar, value: 7 }])).toEqual({ low: 0, high: 7 });
});

test("limits, years and the procedure are looked at, and lead to their fields", async () => {
  const { user } = await renderDraft("half");
  await user.click(screen.getByRole("button", { name: /核对$/ }));
  await user.click(screen.getByRole("tab", { name: "图表和进程" }));
  const limits = await screen.findByRole("region", { name: "数值与规定的界限" });
  expect(within(limits).getByRole("img", { name: /设计团队人数 24 人，不少于 30 人/ })).toBeInTheDocument();
  const steps = within(screen.getByRole("region", { name: "办理程序" }));
  expect(steps.getByText("2026年6月15日")).toBeInTheDocument();
  expect(steps.getAllByText("日期由主管部门确定，现在未知").length).toBeGreaterThan(2);
  await user.click(within(limits).getByRole("button", { name: "设计团队人数" }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveFocus());
});
