// domain: tasks
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseQuickAdd } from '../src/index.js'

const page = readFileSync(join(import.meta.dirname, '../../../docs/quick-add.md'), 'utf8')

/** The phrases in the table below a heading. */
function phrasesUnder(heading: string): string[] {
  const [section = ''] = (page.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, phrase = '']) => phrase))
}

test.each([
  ['English', 'en', 'Call Bob', 'tomorrow'],
  ['Deutsch', 'de', 'Brief schreiben', 'morgen'],
  ['العربية', 'ar', 'كتابة الرسالة', 'غدا'],
] as const)('every phrase that the page shows in %s is understood', (heading, language, title, tomorrow) => {
  const options = { language, now: '2026-11-24T14:00:00Z', zone: 'Europe/Berlin' }
  const phrases = phrasesUnder(heading)
  expect(phrases.length).toBeGreaterThan(20)
  const isUnderstood = (phrase: string) =>
    // A time of day needs a day.
    [`${title} ${phrase}`, `${title} ${tomorrow} ${phrase}`, `${title}, ${phrase}`].some(
      (line) => parseQuickAdd(line, options).title === title,
    )
  expect(phrases.filter((phrase) => !isUnderstood(phrase))).toEqual([])
})
