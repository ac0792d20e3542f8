import { join } from 'node:path'
import { entriesOf, readSources, sourceOf, textsOutside, unusedKeys } from '@ownlist/testkit/texts-in-source'
import compile from 'icu-minify/compile'
import { expect, test } from 'vitest'
import { textsIn } from '../src/texts/compiled'
import { textsOf } from './texts'

/** The issuer and the routes answer programs, and the other texts are for operators. */
const forPrograms = /^(auth|front-door|texts)\/|^(env|log|start|start-metrics|instrumentation)\.ts$|\/route\.ts$/

const sources = readSources(join(import.meta.dirname, '../src'), (path) => forPrograms.test(path))

test('no component contains texts for users: all of them are in the catalogue', () => {
  // The name under which the browser stores drafts, the relation of a link, media queries, and the words of filters, which
  // do not depend on the language.
  const notShown =
    /: (ownlist kept|noopener noreferrer nofollow|\(prefers-color-scheme: \w+\))$|^views\/filter-query\.ts:\d+: no \w+$/
  expect(textsOutside(sources).filter((text) => !notShown.test(text))).toEqual([])
})

test.each([
  '<p>Hello</p>',
  '<p>{isNew ? "Add" : "Save"}</p>',
  '<input aria-label="Title" />',
  '<input placeholder={isNew ? `New` : undefined} />',
  'notify({ title: "Saved" })',
  'throw new OwnlistError("SIGNED_OUT", "Sign in again.")',
  'const words = "Nothing here"',
])('a text outside the catalogue is found: %s', (code) => {
  expect(textsOutside(sourceOf(code))).not.toEqual([])
})

test('every text of the catalogue is used, and can be parsed', () => {
  const entries = entriesOf(textsIn('en'))
  const mails = readSources(join(import.meta.dirname, '../src/mail'), () => false)
  expect(unusedKeys(new Map([...sources, ...mails]), entries)).toEqual([])
  for (const [key, message] of entries) expect(() => compile(message), key).not.toThrow()
})

test('texts with a number follow the plural rules of the language', () => {
  const t = textsOf('shell')
  expect(t('unsent.title', { count: 1 })).toBe('1 change is not saved yet')
  expect(t('unsent.title', { count: 2 })).toBe('2 changes are not saved yet')
  expect(t('unsent.lose', { count: 1 })).toBe('Sign out and lose it')
})

test('the compiler refuses unknown texts and missing values', () => {
  const t = textsOf('shell')
  const wrong = [
    // @ts-expect-error There is no such text.
    () => t('nothing'),
    // @ts-expect-error The number is missing.
    () => t('unsent.title'),
    // @ts-expect-error The number has another name.
    () => t('unsent.title', { number: 1 }),
    // @ts-expect-error The number is a text.
    () => t('unsent.title', { count: '1' }),
  ]
  expect(wrong).toHaveLength(4)
})
