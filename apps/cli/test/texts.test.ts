import { join } from 'node:path'
import { entriesOf, readSources, textsOutside, unusedKeys } from '@ownlist/testkit/texts-in-source'
import compile from 'icu-minify/compile'
import { expect, test } from 'vitest'
import { catalogue } from '../src/texts/catalogue.js'
import { text } from '../src/texts/text.js'

const sources = readSources(join(import.meta.dirname, '../src'), (path) => path.startsWith('texts/'))

test('no command contains texts for users: all of them are in the catalogue', () => {
  // The name of a command of this program, which is the same in every language.
  const commands = /: ownlist restore$/
  expect(textsOutside(sources).filter((text) => !commands.test(text))).toEqual([])
})

test('every text of the catalogue is used, and can be parsed', () => {
  const entries = entriesOf(catalogue.en)
  expect(unusedKeys(sources, entries)).toEqual([])
  for (const [key, message] of entries) expect(() => compile(message), key).not.toThrow()
})

test('a text contains the given values', () => {
  expect(text('tasks.noneFound', { place: 'all', list: '', search: 'milk' })).toBe('No task contains “milk”.')
  expect(text('tasks.noneFound', { place: 'list', list: 'Garden', search: 'milk' })).toBe(
    'No task in “Garden” contains “milk”.',
  )
  expect(text('tasks.noneDone', { place: 'none', list: '' })).toBe('Nothing outside lists is done yet.')
  expect(text('tasks.loadingMore', { count: 1200 })).toBe('Loading your tasks, 1,200 so far')
  expect(text('tasks.deleted', { title: '{name} <b>', command: '`x`' })).toBe('Deleted “{name} <b>”. `x` restores it.')
})

test('the compiler refuses unknown texts and missing values', () => {
  const wrong = [
    // @ts-expect-error There is no such text.
    () => text('tasks.nothing'),
    // @ts-expect-error The title is missing.
    () => text('tasks.deleted', { command: 'x' }),
    // @ts-expect-error The number is a text.
    () => text('tasks.loadingMore', { count: '1200' }),
  ]
  expect(wrong).toHaveLength(3)
})
