// domain: tasks
import { Temporal } from 'temporal-polyfill'
import { firstDay } from './first-day.js'
import type { Series, Slot } from './series.js'
import { isBeforeEnd, lastDay } from './series-end.js'
import { timesOf } from './times-of.js'

/** The first slot in a series of days, after both the completion and the completed slot. */
export function firstSlot(series: Series): Slot | null {
  const { rule, start, now } = series
  // A gap in the clock can last a whole day, so the day before may have a slot that is still in the future.
  const yesterday = now.toPlainDate().subtract({ days: 1 })
  const from = Temporal.PlainDate.compare(start, yesterday) > 0 ? start : yesterday
  const search = { rule, start: `${start}`, from: `${from}`, until: lastDay(rule, now.timeZoneId) }
  const day = firstDay(search, (one) => slotOn(series, one) !== undefined)
  const slot = day === null ? undefined : slotOn(series, day)
  return slot !== undefined && isBeforeEnd(rule, slot, now.timeZoneId) ? slot : null
}

/** The first slot on a day of the series that is still in the future. */
function slotOn({ rule, start, time, now, fromCompletion }: Series, day: string): Slot | undefined {
  const on = start.toString()
  const isNext = (at: string | null) => day > on || (!fromCompletion && day === on && (at ?? '') > (time ?? ''))
  return timesOf(rule, time)
    .filter(isNext)
    .flatMap((at) => slotAt(now, day, at) ?? [])[0]
}

/** The slot, if the completion was before it. */
function slotAt(now: Temporal.ZonedDateTime, day: string, at: string | null): Slot | null {
  if (at === null) return day > now.toPlainDate().toString() ? { on: day, time: at } : null
  const instant = Temporal.PlainDateTime.from(`${day}T${at}`).toZonedDateTime(now.timeZoneId)
  if (Temporal.ZonedDateTime.compare(instant, now) <= 0) return null
  // A time zone that moved across the date line lacks a day. There, the slot is on the next day.
  return { on: instant.toPlainDate().toString(), time: at }
}
