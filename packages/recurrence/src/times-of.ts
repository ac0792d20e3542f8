// domain: tasks
import type { Rule } from './rule.js'

/** The times of day of a rule, `HH:MM`, in order: those that it names, or else that of the task, which may be null. */
export function timesOf({ BYHOUR, BYMINUTE }: Rule, time: string | null): (string | null)[] {
  if (BYHOUR.length === 0 && BYMINUTE.length === 0) return [time]
  const [hour = 0, minute = 0] = (time ?? '00:00').split(':').map(Number)
  const hours = BYHOUR.length > 0 ? BYHOUR : [hour]
  const minutes = BYMINUTE.length > 0 ? BYMINUTE : [minute]
  return hours.flatMap((h) => minutes.map((m) => `${twoDigits(h)}:${twoDigits(m)}`))
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
