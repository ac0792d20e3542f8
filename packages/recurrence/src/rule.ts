// domain: tasks
/** How often a task may repeat. RFC 5545 has two more frequencies, which make no sense for tasks. */
export const frequencies = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const

/** Monday first, as the days of the week are numbered in ISO 8601. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** The parts of a rule whose values are whole numbers. */
export const numberParts = [
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
  'BYSETPOS',
] as const
export type NumberPart = (typeof numberParts)[number]

/** What happens to a day that a month does not have (RFC 7529, 4.1): the last day, the first of the next month, or none. */
export const skips = ['BACKWARD', 'FORWARD', 'OMIT'] as const

/** A recurrence rule of RFC 5545, with `SKIP` of RFC 7529. An empty list is a part that the rule does not have. */
export interface Rule extends Readonly<Record<NumberPart, readonly number[]>> {
  readonly FREQ: (typeof frequencies)[number]
  readonly INTERVAL: number
  readonly COUNT: number | null
  /** `20261231`, `20261231T090000` or `20261231T080000Z`. */
  readonly UNTIL: string | null
  /** `MO`, `-1FR`. */
  readonly BYDAY: readonly string[]
  readonly WKST: string | null
  readonly SKIP: (typeof skips)[number] | null
}

/** The text of a rule, with its parts in a fixed order, so that equal rules have equal texts. */
export function formatRule(rule: Rule): string {
  const { FREQ, INTERVAL, COUNT, UNTIL, BYDAY, WKST, SKIP } = rule
  const parts: [string, string | number | null][] = [
    ['RSCALE', SKIP === null ? null : 'GREGORIAN'],
    ['FREQ', FREQ],
    ['INTERVAL', INTERVAL === 1 ? null : INTERVAL],
    ['COUNT', COUNT],
    ['UNTIL', UNTIL],
    ['BYDAY', BYDAY.join(',')],
    // A task has no seconds, so the only valid value for seconds has no meaning.
    ...numberParts.filter((name) => name !== 'BYSECOND').map((name): [string, string] => [name, rule[name].join(',')]),
    ['WKST', WKST],
    ['SKIP', SKIP],
  ]
  return parts.flatMap(([name, value]) => (value === null || value === '' ? [] : `${name}=${value}`)).join(';')
}
