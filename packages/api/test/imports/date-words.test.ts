import { expect, test } from 'vitest'
import { dateWordsAt } from '../../src/imports/date-words.js'

const words = dateWordsAt(new Date('2026-11-26T12:00:00.000Z'), 'Europe/Berlin')
const day = (dueOn: string, dueTime: string | null = null) => ({ dueOn, dueTime, recurrence: null })

test.each([
  ['Oct 5 2026', 'en', day('2026-10-05')],
  ['5 Jan 2025 at 9:30', 'en', day('2025-01-05', '09:30')],
  ['1. Januar 2025', 'de', day('2025-01-01')],
  ['31 Dec 2027', 'en', day('2027-12-31')],
  ['tomorrow', 'en', day('2026-11-27')],
])('%s (%s) is a day, even if it is in the past', (text, language, expected) => {
  expect(words(text, language)).toMatchObject(expected)
})

test.each([
  ['every saturday', 'en', 'FREQ=WEEKLY;BYDAY=SA'],
  ['jährlich', 'de', 'FREQ=YEARLY'],
])('%s (%s) is a rule', (text, language, recurrence) => {
  expect(words(text, language)).toMatchObject({ recurrence })
})

test.each([
  ['some day in 2025', 'en'],
  ['Feb 30 2025', 'en'],
  ['2025', 'en'],
  ['Oct 5 2026', 'fr'],
])('%s (%s) is not understood', (text, language) => {
  expect(words(text, language)).toBeNull()
})
