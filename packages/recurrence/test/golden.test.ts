// domain: tasks
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextOccurrence, type Occurrence } from '../src/index.js'
import { type CompletionCase, completions } from './golden/completions.js'
import { series } from './golden/series.js'

test.each(series)('%s on %s continues with %s', (rule, on, next) => expect(daysOf(rule, on, next)).toBe(next))

describe.each(Object.entries(completions))('%s', (_promise, cases) => {
  const named = cases.map((golden) => [golden.slice(0, 4).join(' | '), golden] as const)
  test.each(named)('%s', (_name, golden) => {
    const [, , , next, options] = golden
    const found = nextOf(golden)
    expect(found && slotOf(found)).toBe(next)
    if (options?.rule !== undefined) expect(found?.rule).toBe(options.rule)
  })
})

const zones = ['Pacific/Honolulu', 'Europe/Berlin', 'Pacific/Kiritimati']

afterEach(() => vi.unstubAllEnvs())

test.each(zones)('everything is the same on a machine in %s', (zone) => {
  // Node reads TZ again when it changes.
  vi.stubEnv('TZ', zone)
  const there = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
  const noon = new Date('2026-11-26T12:00:00Z')
  expect(noon.getHours()).toBe(Number(there.format(noon)))
  for (const [rule, on, next] of series) expect(daysOf(rule, on, next)).toBe(next)
  for (const golden of Object.values(completions).flat()) {
    const found = nextOf(golden)
    expect(found && slotOf(found)).toBe(golden[3])
  }
})

const slotOf = ({ on, time }: Occurrence) => (time === null ? on : `${on} ${time}`)

/** As many days as were given, each completed at noon of the previous one. */
function daysOf(rule: string, on: string, given: string): string {
  let task: { rule: string; on: string } | null = { rule, on }
  const days: string[] = []
  for (const _ of given.split(' ')) {
    if (task === null) break
    const completed = { at: `${task.on}T12:00:00Z`, zone: 'UTC' }
    task = nextOccurrence({ ...task, from: 'schedule', time: null, zone: null }, completed)
    days.push(task?.on ?? 'null')
  }
  return days.join(' ')
}

function nextOf([rule, occurrence, completed, , { from = 'schedule' } = {}]: CompletionCase) {
  const [on = '', time = '-', zone = null] = occurrence.split(' ')
  const [at = '', personZone = ''] = completed.split(' ')
  return nextOccurrence({ rule, from, on, time: time === '-' ? null : time, zone }, { at, zone: personZone })
}
