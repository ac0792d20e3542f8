const form = /^(?:TRIGGER(?:;[^:]*)?:)?([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i

/** The signed minutes of a duration of RFC 5545, such as `-PT30M`, or null. */
export function minutesOfDuration(text: string): number | null {
  const match = form.exec(text.trim())
  if (match === null || !/\d/.test(text)) return null
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((part) => Number(part ?? 0))
  const total = Math.round(((weeks * 7 + days) * 24 + hours) * 60 + minutes + seconds / 60)
  return match[1] === '-' ? -total : total
}

/** The time from which reminders count if a day has no time, in minutes. */
export const startOfDay = 9 * 60

/**
 * How many minutes before its task a reminder comes.
 * @param isAllDay whether the trigger counts from midnight, while ours counts from 09:00
 * @returns null if it is not a duration; negative if it comes after the task
 */
export function reminderOfTrigger(trigger: string, isAllDay: boolean): number | null {
  const minutes = minutesOfDuration(trigger)
  if (minutes === null) return null
  return (isAllDay ? startOfDay : 0) - minutes
}
