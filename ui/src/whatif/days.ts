/** Days as numbers, for a slider. */

const DAY = 86_400_000;

/** Days since 1970 of `2026-06-15`. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Where the user is. */
export function today(): string {
  const now = new Date();
  return dayOf(Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY));
}
