/** All time zones that the browser knows, and the one that was chosen on another device. */
export function timeZones(chosen: string | null): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return chosen === null || known.includes(chosen) ? known : [chosen, ...known]
}

/** 2024 began with a Monday. */
const monday = Date.UTC(2024, 0, 1)
const dayMs = 86_400_000

/** The days of the week in a language, by their ISO 8601 numbers. */
export function weekdays(locale: string): readonly (readonly [number: string, name: string])[] {
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, n) => [String(n + 1), names.format(monday + n * dayMs)])
}
