// domain: tasks
/** In this file, days are numbers: days since 1 January 1970. They do not depend on time zones. */
export const dayNumber = (year: number, month: number, day: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return Math.floor(date.getTime() / 86_400_000)
}

/** The year, month and day of a day. */
export function partsOf(day: number): [year: number, month: number, day: number] {
  const date = new Date(day * 86_400_000)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

/** 1, Monday, to 7. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** `YYYY-MM-DD` */
export const formatDay = (day: number): string => {
  const [year, month, of] = partsOf(day)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(of)}`
}

export const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** The current day in a person's calendar, and the local time, `HH:MM`. */
export function localNow(instant: string, timeZone: string): { today: number; time: string } {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const parts = Object.fromEntries(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return { today: dayNumber(year, month, day), time: `${twoDigits(hour)}:${twoDigits(minute)}` }
}
