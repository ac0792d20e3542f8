// domain: tasks

import { addDays } from '../views/clock'

/** The days up to and including this one, oldest first. */
export const daysUntil = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => addDays(last, n - count + 1))

/**
 * The first day of the week that contains a day.
 * @param weekStart 1 for Monday to 7 for Sunday
 */
export function startOfWeek(day: string, weekStart: number): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay()
  return addDays(day, -((weekday - weekStart + 7) % 7))
}
