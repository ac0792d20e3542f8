// domain: tasks
import type { RouterOutputs } from '@ownlist/client'
import { addDays } from '../views/clock'
import { daysUntil, startOfWeek } from './calendar-days'

export type Statistics = RouterOutputs['task']['statistics']

/** How many days the page asks for: 12 weeks, the first of which may be incomplete. */
export const daysAsked = 84

const daysShown = 28
const weeksShown = 12

/** How many tasks were completed on a day, or in the week that starts with it. */
export interface DayCount {
  readonly day: string
  readonly done: number
}

/** The last 4 weeks, including days on which nothing was completed. */
export function byDay({ days }: Statistics, today: string): DayCount[] {
  const done = new Map(days.map(({ day, done }) => [day, done]))
  return daysUntil(today, daysShown).map((day) => ({ day, done: done.get(day) ?? 0 }))
}

/** The last 12 weeks. */
export function byWeek({ days }: Statistics, today: string, weekStart: number): DayCount[] {
  const first = addDays(startOfWeek(today, weekStart), -7 * (weeksShown - 1))
  return Array.from({ length: weeksShown }, (_, n) => {
    const [from, to] = [addDays(first, 7 * n), addDays(first, 7 * (n + 1))]
    const within = days.filter(({ day }) => day >= from && day < to)
    return { day: from, done: within.reduce((sum, { done }) => sum + done, 0) }
  })
}
