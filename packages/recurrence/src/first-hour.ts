// domain: tasks
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { nextOf } from './first-day.js'
import { formatRule } from './rule.js'
import type { Series, Slot } from './series.js'
import { isBeforeEnd } from './series-end.js'

/** The first slot after the completion in an hourly series. Hours have equal length, even when the clocks change. */
export function firstHour(series: Series): Slot | null {
  const { rule, now } = series
  const zone = now.timeZoneId
  const begin = beginOf(series)
  const hours = new RRuleTemporal({
    rruleString: formatRule({ ...rule, COUNT: null, UNTIL: null, SKIP: null }),
    dtstart: begin,
    maxIterations: 2000,
    cache: false,
  })
  let after = Temporal.ZonedDateTime.compare(begin, now) > 0 ? begin : now
  for (;;) {
    const instant = nextOf(hours, new Date(after.epochMilliseconds), false)
    if (instant === null) return null
    const next = Temporal.ZonedDateTime.from(instant.toString())
    const slot = { on: next.toPlainDate().toString(), time: next.toPlainTime().toString({ smallestUnit: 'minute' }) }
    // An hour that the clock shows for the second time would be read as the first.
    const isFirst = next.toPlainDateTime().toZonedDateTime(zone).equals(next)
    if (isFirst) return isBeforeEnd(rule, slot, zone) ? slot : null
    after = next
  }
}

function beginOf({ start, time, now, fromCompletion }: Series): Temporal.ZonedDateTime {
  if (fromCompletion) return now.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return start.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: time ?? '00:00' })
}
