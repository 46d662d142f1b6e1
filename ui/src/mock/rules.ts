/** What the measures ask, as the packs say it: rules.json is written by a test of the shell. */
import type { Published } from "../backend";
import { sayDate } from "../fields/date";
import type { OwnPacks } from "./own";
import written from "./rules.json";

export interface RulesArgs {
  on: string;
}

/** The core has better words for a lapsed measure. */
function lapsed({ source: { title, in_force_from, in_force_until } }: Published, on: string): string | null {
  if (on < in_force_from)
    return `申报日期 ${on} 早于《${title}》的施行日期 ${in_force_from}，请核对申报日期。`;
  if (in_force_until === null || on <= in_force_until) return null;
  return `《${title}》有效期至${sayDate(in_force_until)}，申报日期${sayDate(on)}已在有效期之外；仍可以继续填写和准备，申报以届时有效的规定和通知为准。`;
}

export const rules = (own: OwnPacks) => ({
  list_rules: ({ on }: RulesArgs): Published[] =>
    [...(written as Published[]), ...own.published()].map((form) => ({
      ...form,
      out_of_force: lapsed(form, on),
    })),
});
