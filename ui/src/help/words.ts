/** How rules are named here. */
import type { Published, Rule, Source } from "../backend";
import { sayDate } from "../fields/date";

/** 2023年12月15日至2028年12月14日 */
export function sayPeriod({ in_force_from, in_force_until }: Source): string {
  const from = sayDate(in_force_from);
  return in_force_until ? `${from}至${sayDate(in_force_until)}` : `${from}起施行`;
}

/** For a day on which the measure is in force. */
export function sayInForce(date: string, source: Source): string {
  return `${sayDate(date)}在办法的施行期内（${sayPeriod(source)}）。`;
}

/** The kinds of applicant that a clause concerns; null: all. */
export function concerns({ variants }: Published, bound: Rule["variants"]): string | null {
  const titles = variants.filter(({ id }) => bound.includes(id)).map(({ title }) => title);
  return titles.length === 0 ? null : titles.join("、");
}
