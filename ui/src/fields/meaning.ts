/** What a code says, shown below it as soon as it is typed. Whether it is right is the core's to say. */
import type { FieldKind, Value } from "../backend";
import { readDate, sayDate } from "./date";
import { grouped } from "./decimal";
import { districtName, districtOf } from "./districts";

/** A few words on what the value means, or null. */
export function meaningOf(kind: FieldKind, value: Value | undefined): string | null {
  if (typeof value !== "string") return null;
  switch (kind.kind) {
    case "credit_code":
      return creditCode(value);
    case "identity_number":
      return identityNumber(value);
    case "identity_document":
      return identityNumber(value) ?? otherDocument(value);
    case "money":
      return /^-?\d+\.\d{2}$/.test(value) ? `即 ${grouped(value)} 元` : null;
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayDate(value) : null;
    default:
      return null;
  }
}

const REGISTRARS: Record<string, string> = {
  "1": "机构编制",
  "5": "民政",
  "9": "市场监管",
  A: "中央军委改革和编制",
};

function creditCode(code: string): string | null {
  if (!/^[0-9A-Z]{18}$/.test(code)) return null;
  const office = code.slice(2, 8);
  const district = districtOf(office);
  const inShanghai = office === "310000" ? "上海市级" : "上海市";
  const place = district === null ? inShanghai : district === "outside" ? "外省市" : districtName(district);
  const registrar = REGISTRARS[code[0] ?? ""];
  return [registrar && `${registrar}部门登记`, `登记机关所在地：${place}（${office}）`]
    .filter(Boolean)
    .join("，");
}

/** As far as the form of the number says. */
function otherDocument(number: string): string | null {
  if (/^[HM](\d{8}|\d{10})$/.test(number)) return "按港澳居民来往内地通行证号码或者护照号码核对格式";
  if (/^(\d{8}|\d{10})$/.test(number)) return "按台湾居民来往大陆通行证号码或者护照号码核对格式";
  return /^[0-9A-Z]{5,15}$/.test(number) ? "按护照等证件号码核对格式" : null;
}

function identityNumber(number: string): string | null {
  const match = /^\d{6}(\d{8})\d{2}(\d)[0-9X]$/.exec(number);
  const born = match?.[1] ? readDate(match[1]) : null;
  if (!match || !born) return null;
  return `${Number(match[2]) % 2 === 1 ? "男" : "女"}，${sayDate(born)}出生`;
}
