import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { byId, renderDraft } from "../test/app";
import { dayNumber } from "./days";

const result = () => screen.findByRole("region", { name: "试算结果" });

test("another filing day shows what changes, and leaves the draft alone until it is taken", async () => {
  const { user, library } = await renderDraft("half");
  await user.click(screen.getByRole("button", { name: "试算申报日期" }));
  expect(await result()).toHaveTextContent("没有变化");
  expect(await result()).not.toHaveTextContent("施行期");
  await user.click(screen.getByRole("button", { name: /^2026年9月1日/ }));
  const turned = await within(await result()).findByText(/稳定运营/);
  expect(turned.closest("li")).toHaveTextContent(/未满足.*变为.*已满足/);
  expect(library.edits).toEqual([]);
  expect(byId("field:filing_date")).toHaveValue("2026-06-15");
  await user.click(screen.getByRole("button", { name: "采用此日期" }));
  await waitFor(() => expect(library.edits).toEqual([{ edit: "filing_date", date: "2026-09-01" }]));
  expect(byId("field:filing_date")).toHaveValue("2026-09-01");
});

test("the slider moves by days and says them", async () => {
  const { user } = await renderDraft("half");
  await user.click(screen.getByRole("button", { name: "试算申报日期" }));
  const slider = screen.getByRole("slider", { name: "申报日期" });
  expect(slider).toHaveAttribute("aria-valuetext", "2026年6月15日");
  fireEvent.change(slider, { target: { value: String(dayNumber("2029-01-05")) } });
  expect(await within(await result()).findByText(/不在规定的施行期内/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "不改动" }));
  expect(byId("field:filing_date")).toHaveValue("2026-06-15");
});

test("a day on which the measure is in force is named as such where the own day is not one", async () => {
  const { user } = await renderDraft("wrong");
  await user.click(screen.getByRole("button", { name: "试算申报日期" }));
  expect(await within(await result()).findByText(/不在规定的施行期内/)).toBeInTheDocument();
  await user.clear(byId("what-if-date"));
  await user.type(byId("what-if-date"), "2028-06-01");
  expect(await within(await result()).findByText(/^2028年6月1日在办法的施行期内/)).toBeInTheDocument();
});
