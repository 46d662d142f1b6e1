/** Where an answer comes from, below its field. */
import { screen } from "@testing-library/react";
import type { Draft, Origin } from "../backend";
import { fieldOf, renderField } from "../test/field";

const text = fieldOf({ kind: "text", max: 100, binding: "practice" });

function renderSeen(origin: Origin, of: "seen" | "origins") {
  const marks: Partial<Draft> = { [of]: { "a.b": origin } };
  return renderField(text, { "a.b": "答" }, {}, [], marks);
}

test.each<[Origin, string]>([
  [
    { origin: "carried", form: "f", edition: "1", filing_date: "2023-06-01" },
    "来源：沿用 2023 年所填，已核对",
  ],
  [{ origin: "carried", form: "f", edition: "1", filing_date: null }, "来源：沿用此前所填，已核对"],
  [{ origin: "imported", file: "名册.xlsx" }, "来源：导入自“名册.xlsx”，已核对"],
  [{ origin: "profile", name: "示例公司" }, "来源：取自“示例公司”的资料，已核对"],
  [{ origin: "returned", by: "人事部" }, "来源：“人事部”交回，已核对"],
  [{ origin: "computed", from: ["证件号码"] }, "来源：由“证件号码”计算得出"],
])("%o", (origin, says) => {
  renderSeen(origin, "seen");
  expect(screen.getByText(says)).toBeInTheDocument();
});

test("what nobody has looked at yet is said above the field alone", () => {
  renderSeen({ origin: "profile", name: "示例公司" }, "origins");
  expect(screen.queryByText(/^来源/)).not.toBeInTheDocument();
});

test("an answer that is typed anew comes from nowhere else, and an empty field from nowhere", async () => {
  const { user, session } = renderSeen({ origin: "profile", name: "示例公司" }, "seen");
  const input = screen.getByRole("textbox");
  await user.type(input, "案");
  await user.tab();
  expect(screen.getByText("来源：直接填写")).toBeInTheDocument();
  await user.clear(input);
  await session.flush();
  expect(screen.queryByText(/^来源/)).not.toBeInTheDocument();
});

test("confirming says where the answer came from from then on", async () => {
  const origin: Origin = { origin: "imported", file: "名册.xlsx" };
  const { user } = renderField(
    text,
    { "a.b": "答" },
    { carried: [{ field: "a.b", label: "问题", from: "导入自“名册.xlsx”" }] as never },
    [],
    { origins: { "a.b": origin } },
  );
  await user.click(screen.getByRole("button", { name: "问题已核对" }));
  expect(screen.getByText("来源：导入自“名册.xlsx”，已核对")).toBeInTheDocument();
});
