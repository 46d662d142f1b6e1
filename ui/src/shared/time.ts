/** Instants as people here read them. The core writes them in ISO 8601. */

/** `14:03:22` */
export function clockTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** 今天 14:03, 昨天 09:12, 3月5日 09:12, 2025年3月5日 */
export function whenChanged(instant: string, now: Date): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const time = clockTime(instant).slice(0, 5);
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return `今天 ${time}`;
  if (days === 1) return `昨天 ${time}`;
  const day = `${date.getMonth() + 1}月${date.getDate()}日`;
  return date.getFullYear() === now.getFullYear() ? `${day} ${time}` : `${date.getFullYear()}年${day}`;
}

/** `2026-06-15`, where the user is. */
export function todayHere(): string {
  return new Date().toLocaleDateString("sv");
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
