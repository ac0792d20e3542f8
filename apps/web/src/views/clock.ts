// domain: tasks

/** The present, to the minute, as a person sees it on a clock. */
export interface Clock {
  /** `YYYY-MM-DD` */
  readonly today: string
  /** `HH:MM` */
  readonly time: string
  /** The IANA time zone of the person. */
  readonly zone: string
  /** The first day of the person’s week: 1 for Monday to 7 for Sunday. */
  readonly weekStart: number
}

/** A day, and the time if it has one, on a clock in the zone of the person. */
export interface Moment {
  readonly day: string
  readonly time: string | null
}

let zoneOfDevice = { zone: '', askedAt: Number.NEGATIVE_INFINITY }

/**
 * The time zone of this device. What the person has chosen comes first: `usePersonal`. A device that travels gets another zone,
 * so it is asked again after a second; asking for every row that is drawn would take milliseconds.
 */
export function deviceZone(): string {
  const now = performance.now()
  if (now - zoneOfDevice.askedAt > 1_000) {
    zoneOfDevice = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, askedAt: now }
  }
  return zoneOfDevice.zone
}

/** The clock of a person at an instant, in milliseconds since 1970. */
export function clockAt(instant: number, { zone, weekStart }: Pick<Clock, 'zone' | 'weekStart'>): Clock {
  const { day, time } = wallTime(instant, zone)
  return { today: day, time, zone, weekStart }
}

/**
 * A day with a time in a zone, on the clock of another zone. Without a time it is a calendar day, which is the same
 * everywhere, and without a zone it floats: it is the same on every clock.
 */
export function momentOn({ zone: here }: Clock, { day, time }: Moment, zone: string | null): Moment {
  if (time === null || zone === null || zone === here) return { day, time }
  return wallTime(instantOf(day, time, zone), here)
}

/** A calendar day is missed when it has ended, a time as soon as it has passed. */
export const isPast = ({ day, time }: Moment, { today, time: now }: Clock): boolean =>
  day < today || (day === today && time !== null && time < now)

const dayMs = 86_400_000

/** A number of days after a calendar day, or before it if the number is negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** The number of days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** The first day of the next week. */
export function nextWeek({ today, weekStart }: Pick<Clock, 'today' | 'weekStart'>): string {
  const weekday = new Date(today).getUTCDay() || 7
  return addDays(today, ((weekStart - weekday + 6) % 7) + 1)
}

/**
 * The instant of a time on a clock. If the clock skips it, it is as much later; if the clock shows it twice, it is the first.
 * The offset is looked up before and after, since it may change in between.
 */
export function instantOf(day: string, time: string, zone: string): number {
  const asUtc = Date.parse(`${day}T${time}Z`)
  const offsets = [offsetAt(asUtc - dayMs, zone), offsetAt(asUtc + dayMs, zone)]
  const matching = offsets.find((offset) => offsetAt(asUtc - offset, zone) === offset)
  return asUtc - (matching ?? offsets[0] ?? 0)
}

function offsetAt(instant: number, zone: string): number {
  const { day, time } = wallTime(instant, zone)
  return Date.parse(`${day}T${time}Z`) - Math.floor(instant / 60_000) * 60_000
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes far longer than using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const two = '2-digit'
  const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    ...parts,
  })
  formats.set(zone, made)
  return made
}

function wallTime(instant: number, zone: string): { day: string; time: string } {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return { day: `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` }
}
