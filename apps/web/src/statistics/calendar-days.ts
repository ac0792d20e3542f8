// domain: tasks

const dayMs = 86_400_000

/** Today in a time zone, as `YYYY-MM-DD`. */
export const todayIn = (timeZone: string): string =>
  // Canada writes days as ISO 8601 does.
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date())

/** The day some days later, or earlier. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The days until one, with it, the oldest first. */
export const daysUntil = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => dayAfter(last, n - count + 1))

/** The first day of the week that a day is in. @param weekStart 1 for Monday to 7 for Sunday */
export function startOfWeek(day: string, weekStart: number): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay()
  return dayAfter(day, -((weekday - weekStart + 7) % 7))
}

/** The usual first day of the week in the region of a language: 1 for Monday to 7 for Sunday. */
export function usualWeekStart(locale: string): number {
  // Firefox has no such information, and TypeScript does not know it yet.
  const info = new Intl.Locale(locale) as { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } }
  return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1
}
