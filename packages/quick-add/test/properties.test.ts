// domain: tasks
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { parseQuickAdd, type QuickAdd, type QuickAddOptions, type Span } from '../src/index.js'
import * as arabic from './golden/arabic.js'
import * as english from './golden/english.js'
import * as german from './golden/german.js'

const pieces = [english, german, arabic].flatMap(({ understood, untouched }) => [
  ...understood.map(([line]) => line),
  ...untouched,
])
const words = [...new Set(pieces.flatMap((line) => line.split(' ')))]

const languages = fc.constantFrom('en' as const, 'de' as const, 'ar' as const)
const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\n', '\u00A0')
const lines = fc.oneof(
  fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...pieces)), blank), { maxLength: 8 })
    .map((parts) => parts.flat().join('')),
  fc.constantFrom(...pieces),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const now = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const zone = fc.constantFrom('Europe/Berlin', 'Pacific/Honolulu', 'Pacific/Kiritimati', 'Asia/Kathmandu')
const cases = fc.record({ line: lines, language: languages, now: now.map((date) => date.toISOString()), zone })
const names = { lists: ['Garden'], labels: ['Outside'], sections: ['Beds'] }
const numRuns = inject('long') ? 20_000 : 200

const check = (property: (line: string, options: QuickAddOptions, read: QuickAdd) => void) =>
  fc.assert(
    fc.property(cases, ({ line, ...given }) => {
      const options = { ...given, ...names }
      property(line, options, parseQuickAdd(line, options))
    }),
    { numRuns },
  )

const withoutBlanks = (text: string) => text.replace(/\s+/g, '')

test('the understood parts are in the line, in order and without overlaps, and the rest is the title', () => {
  check((line, _options, { title, taken }) => {
    let [end, rest] = [0, '']
    for (const one of taken) {
      expect(one.start).toBeGreaterThanOrEqual(end)
      expect(one.end).toBeGreaterThan(one.start)
      expect(one.text).toBe(line.slice(one.start, one.end))
      rest += line.slice(end, one.start)
      end = one.end
    }
    expect(end).toBeLessThanOrEqual(line.length)
    expect(withoutBlanks(title)).toBe(withoutBlanks(rest + line.slice(end)))
    expect(title === '').toBe(line.trim() === '')
  })
})

test('refusing everything returns the line, and refusing one part keeps the others', () => {
  check((line, options, read) => {
    expect(parseQuickAdd(line, { ...options, literal: true })).toEqual({ title: line, taken: [] })
    for (const refused of read.taken) {
      const again = parseQuickAdd(line, { ...options, literal: [refused] })
      expect(again.taken).toEqual(read.taken.filter((one) => one !== refused))
      expect(withoutBlanks(again.title)).toContain(withoutBlanks(refused.text))
    }
    const spans: Span[] = [...read.taken]
    expect(parseQuickAdd(line, { ...options, literal: spans }).taken).toEqual([])
  })
})

test('an understood day is today or later, and a quoted line is only a title', () => {
  check((line, options, { taken }) => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: options.zone }).format(new Date(options.now))
    for (const one of taken) {
      if (one.kind === 'due' || one.kind === 'deadline') expect(one.value >= today).toBe(true)
      if (one.kind === 'recurrence') expect(one.value.on >= today).toBe(true)
    }
    const quoted = `"${line.replaceAll('"', '')}"`
    expect(parseQuickAdd(quoted, options).taken).toEqual([])
  })
})

test.each([
  'tomorrow ',
  '"',
  '„',
  '{',
  '{a} ',
  'from ',
  'from tomorrow ',
  'every ',
  'at 9 ',
  '@garden ',
  '1 ',
  'x'.repeat(50),
  ' ',
  'bis ',
  'كل ',
  'بعد ',
  'يوم ',
])('the time for a long line of %j is proportional to its length', (piece) => {
  for (const language of ['en', 'de', 'ar'] as const) {
    const line = piece.repeat(10_000 / piece.length)
    const start = performance.now()
    parseQuickAdd(line, { language, now: '2026-11-24T14:00:00Z', zone: 'UTC', ...names })
    expect(performance.now() - start).toBeLessThan(300)
  }
})
