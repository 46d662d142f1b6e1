/**
 * What a number contains, to be filled in elsewhere: offered, never decided. Whether an answer is right is the core's to
 * say; here a number whose check character does not fit says nothing. It is computed here, too, since an offer follows each
 * key and must not wait for an answer; contents.cases.json, which the core writes, holds both together.
 */
import type { Field, FieldKind, Value } from "../backend";
import { readDate, sayDate } from "./date";
import { districtName, districtOf } from "./districts";
import { optionsOf } from "./optionsOf";

export interface Contents {
  born?: string;
  sex?: string;
  district?: string;
  unitKind?: string;
}

/** An answer that a number contains, for a field that has none. */
export interface Offer {
  field: Field;
  value: Value;
  /** 性别“女” */
  says: string;
}

export function contentsOf(kind: FieldKind, value: Value | undefined): Contents | null {
  if (typeof value !== "string") return null;
  if (kind.kind === "credit_code") return unitOf(value);
  return kind.kind === "identity_number" || kind.kind === "identity_document" ? personOf(value) : null;
}

/** What of it goes where among fields of one place; `answer`: what they hold already. */
export function offersFor(
  contents: Contents,
  fields: Field[],
  answer: (field: Field) => Value | undefined,
): Offer[] {
  return fields
    .filter((field) => answer(field) === undefined)
    .flatMap((field) => offerOf(contents, field) ?? []);
}

function offerOf({ born, sex, district, unitKind }: Contents, field: Field): Offer | null {
  if (field.kind === "date" && born && field.label.includes("出生"))
    return { field, value: born, says: `${field.label}“${sayDate(born)}”` };
  if (field.kind === "region" && district)
    return { field, value: district, says: `${field.label}“${districtName(district)}”` };
  if (field.kind !== "choice") return null;
  const option = optionsOf(field).find(({ label }) => label === sex || label === unitKind);
  return option ? { field, value: option.id, says: `${field.label}“${option.label}”` } : null;
}

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Kinds of unit by the first two characters, where they say more than “an enterprise”. */
const UNIT_KINDS: Record<string, string> = {
  "11": "机关",
  "12": "事业单位",
  "51": "社会团体",
  "52": "民办非企业单位",
  "53": "基金会",
  "91": "企业",
  "92": "个体工商户",
  "93": "农民专业合作社",
};

/** GB 32100-2015. */
function unitOf(code: string): Contents | null {
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  if (values.length !== 18 || values.includes(-1) || !/^..\d{6}/.test(code)) return null;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  if ((31 - (sum % 31)) % 31 !== values[17]) return null;
  const district = districtOf(code.slice(2, 8));
  const unitKind = UNIT_KINDS[code.slice(0, 2)];
  return { ...(district && { district }), ...(unitKind && { unitKind }) };
}

/** GB 11643. */
function personOf(number: string): Contents | null {
  const match = /^\d{6}(\d{8})\d{2}(\d)[\dX]$/.exec(number);
  const born = match?.[1] ? readDate(match[1]) : null;
  if (!match || !born) return null;
  let check = 0;
  for (const digit of number.slice(0, 17)) check = ((check + Number(digit)) * 2) % 11;
  if ("10X98765432"[check] !== number[17]) return null;
  return { born, sex: Number(match[2]) % 2 === 1 ? "男" : "女" };
}
