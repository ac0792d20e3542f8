// domain: tasks
import { dayNumber, daysInMonth, partsOf, weekdayOf } from './calendar.js'
import type { NamedDay } from './language.js'

/** The day that is meant, as a number; null if it does not exist or has passed. */
export function futureDay(named: NamedDay, today: number): number | null {
  const day = dayFrom(named, today)
  return day !== null && day >= today ? day : null
}

function dayFrom(named: NamedDay, today: number): number | null {
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
      return weekdayFrom(named, today)
  }
}

/** Without a year, a date that has passed is the one of next year. */
function dateFrom({ day, month, year }: { day: number; month: number; year?: number }, today: number): number | null {
  if (year !== undefined) return existing(year, month, day)
  const [thisYear] = partsOf(today)
  const found = existing(thisYear, month, day)
  return found !== null && found >= today ? found : existing(thisYear + 1, month, day)
}

function weekdayFrom({ weekday, isNext }: { weekday: number; isNext: boolean }, today: number): number {
  const current = weekdayOf(today)
  return isNext ? today - current + 7 + weekday : today + ((weekday - current + 7) % 7)
}

function existing(year: number, month: number, day: number): number | null {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : null
}

/** The same day of a later month, or the last one of a shorter month. */
function afterMonths(today: number, months: number): number {
  const [year, month, day] = partsOf(today)
  const index = year * 12 + month - 1 + months
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return dayNumber(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}
