/** Exact decimals as text. Nothing here ever becomes a floating-point number. */

const WAN_PLACES = 4;
const YUAN_SCALE = 2;

/** Full-width digits and signs as half-width ones, without spaces and thousands separators. */
export function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s,，]/g, "")
    .replace(/。/g, ".")
    .replace(/[−–—]/g, "-");
}

/** A typed decimal in its shortest exact form, or null: `0012.50` → `12.5`. */
export function readDecimal(text: string): string | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plainDigits(text));
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  if (!match || whole + fraction === "") return null;
  return signed(sign, whole, fraction.replace(/0+$/, ""));
}

/** Moves the decimal point to the right (or, negative, to the left) by whole places. */
export function shift(decimal: string, places: number): string {
  const sign = decimal.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = decimal.replace("-", "").split(".");
  const padded = places < 0 ? whole.padStart(1 - places, "0") : whole;
  const digits = padded + fraction.padEnd(Math.max(places, 0), "0");
  const point = padded.length + places;
  return signed(sign, digits.slice(0, point), digits.slice(point).replace(/0+$/, ""));
}

/** How many digits stand after the point. */
export function scaleOf(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}

/** By how many places a unit that is typed along moves the point. */
const PLACES: Record<string, number> = { 亿: 8, 万: WAN_PLACES };
const AMOUNT = /^(?:人民币|¥)?([^亿万元]*)([亿万]?)(元整?)?$/;

/** Typed money as yuan with two decimals, or null when it is none or finer than 0.01 yuan. A unit typed along decides. */
export function moneyToYuan(text: string, inWan: boolean): string | null {
  const [, figure = "", big = "", yuan] = AMOUNT.exec(plainDigits(text)) ?? [];
  const typed = readDecimal(figure);
  if (typed === null) return null;
  const places = PLACES[big] ?? (inWan && !yuan ? WAN_PLACES : 0);
  const amount = shift(typed, places);
  if (scaleOf(amount) > YUAN_SCALE) return null;
  const [whole, fraction = ""] = amount.split(".");
  return `${whole}.${fraction.padEnd(YUAN_SCALE, "0")}`;
}

/** Yuan as people type it, or null when the text is no amount. */
export function yuanToTyped(yuan: string, inWan: boolean): string | null {
  const amount = readDecimal(yuan);
  if (amount === null) return null;
  return inWan ? shift(amount, -WAN_PLACES) : amount;
}

/** `24000000.00` → `24,000,000.00` */
export function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function signed(sign: string, whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  const number = fraction === "" ? digits : `${digits}.${fraction}`;
  return sign === "-" && /[1-9]/.test(number) ? `-${number}` : number;
}
