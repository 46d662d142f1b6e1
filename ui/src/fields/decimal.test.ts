import { grouped, moneyToYuan, readDecimal, shift, yuanToTyped } from "./decimal";

test.each([
  ["12", "12"],
  ["0012.50", "12.5"],
  [" 1,234.5 ", "1234.5"],
  ["１２．３", "12.3"],
  [".5", "0.5"],
  ["-0", "0"],
  ["-3.10", "-3.1"],
  ["", null],
  [".", null],
  ["12万", null],
  ["1e5", null],
  ["1.2.3", null],
])("%j reads as %j", (typed, decimal) => expect(readDecimal(typed)).toBe(decimal));

test.each([
  ["2400", 4, "24000000"],
  ["0.0001", 4, "1"],
  ["-12.5", 4, "-125000"],
  ["24000000", -4, "2400"],
  ["1", -4, "0.0001"],
  ["-5", -4, "-0.0005"],
  ["0", -4, "0"],
  ["99999999999999999999.99", -4, "9999999999999999.999999"],
])("%j shifted by %d is %j", (decimal, places, shifted) => expect(shift(decimal, places)).toBe(shifted));

test.each([
  ["2400", true, "24000000.00"],
  ["2,399.999999", true, "23999999.99"],
  ["0.1", true, "1000.00"],
  ["0.0000001", true, null],
  ["12.345", false, null],
  ["-3", false, "-3.00"],
  ["多少", true, null],
])("%j typed (in 万元: %j) is %j yuan", (typed, inWan, yuan) => {
  expect(moneyToYuan(typed, inWan)).toBe(yuan);
  if (yuan !== null) expect(moneyToYuan(yuanToTyped(yuan, inWan) ?? "", inWan)).toBe(yuan);
});

test("thousands are grouped", () => expect(grouped("-24000000.05")).toBe("-24,000,000.05"));
