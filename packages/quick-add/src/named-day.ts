// domain: tasks
import { dayNumber, daysInMonth, partsOf, weekdayOf } from './calendar.js'
import type { NamedDay } from './language.js'

/** The day on which a line is read, and the first day of the person’s week: 1 for Monday to 7 for Sunday. */
export interface Present {
  readonly today: number
  readonly weekStart: number
}

/** The day that the words mean, as a number; null if it does not exist or has passed. */
export function futureDay(named: NamedDay, present: Present): number | null {
  const day = dayFrom(named, present)
  return day !== null && day >= present.today ? day : null
}

function dayFrom(named: NamedDay, present: Present): number | null {
  const { today } = present
  switch (named.type) {
    case 'iso': {
      const [year = 0, month = 0, day = 0] = named.day.split('-').map(Number)
      return existing(year, month, day)
    }
    case 'date':
      return dateFrom(named, today)
    case 'offset':
      return afterMonths(today, named.months ?? 0) + (named.days ?? 0)
    case 'weekday':
      return weekdayFrom(named, present)
  }
}

/** Without a year, a date that has passed means next year. */
function dateFrom({ day, month, year }: { day: number; month: number; year?: number }, today: number): number | null {
  if (year !== undefined) return existing(year, month, day)
  const [thisYear] = partsOf(today)
  const found = existing(thisYear, month, day)
  return found !== null && found >= today ? found : existing(thisYear + 1, month, day)
}

/** Next Friday is the Friday of next week, whose first day the person has chosen. */
function weekdayFrom({ weekday, isNext }: { weekday: number; isNext: boolean }, { today, weekStart }: Present): number {
  const current = weekdayOf(today)
  const inWeek = (day: number) => (day - weekStart + 7) % 7
  return isNext ? today - inWeek(current) + 7 + inWeek(weekday) : today + ((weekday - current + 7) % 7)
}

function existing(year: number, month: number, day: number): number | null {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : null
}

/** The same day of a later month, or the last day of a shorter month. */
function afterMonths(today: number, months: number): number {
  const [year, month, day] = partsOf(today)
  const index = year * 12 + month - 1 + months
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return dayNumber(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}
