import type { CalendarDay, DayKind } from "../backend";

interface Props {
  days: CalendarDay[];
  today: string;
  onOpenAt: (draft: string, path: string | null) => void;
}

const TONES: Record<DayKind, string> = {
  opens: "met",
  deadline: "wrong",
  filing: "",
  procedure: "advice",
  earliest: "met",
  ready: "met",
};

/** Days below the months in which they are; each leads to its draft. */
export function DayList({ days, today, onOpenAt }: Props) {
  const months = byMonth(days);
  return (
    <>
      {[...months].map(([month, each]) => (
        <section key={month} aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>{monthTitle(month)}</h2>
          <ol className="day-list">
            {each.map(({ draft, applicant, formTitle, day }) => (
              <li key={`${draft}-${day.kind}-${day.title}-${day.says}-${day.day}`}>
                <button
                  type="button"
                  className={`day-entry ${TONES[day.kind]}`}
                  onClick={() => onOpenAt(draft, day.place)}
                >
                  <time dateTime={day.day}>
                    {Number(day.day.slice(8))} 日{day.hour !== null && ` ${day.hour} 时`}
                    <small>{away(day.day, today)}</small>
                  </time>
                  <span className="day-what">
                    <strong>{day.title}</strong>
                    {applicant}
                    <small>{formTitle}</small>
                  </span>
                  <span className="day-says">
                    {day.says}
                    {day.cite && <span className="cite">{day.cite}</span>}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** In their order; web views in use know no `Map.groupBy`. */
function byMonth(days: CalendarDay[]): Map<string, CalendarDay[]> {
  const months = new Map<string, CalendarDay[]>();
  for (const each of days) {
    const month = each.day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), each]);
  }
  return months;
}

/** 2026年4月 */
function monthTitle(month: string): string {
  const [year, of] = month.split("-");
  return `${year}年${Number(of)}月`;
}

/** 还有 9 天, 今天, 已过 3 天 */
function away(day: string, today: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  if (days === 0) return "今天";
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`;
}
