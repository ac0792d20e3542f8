import { entriesOf } from '@ownlist/testkit/texts-in-source'
import compile from 'icu-minify/compile'
import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { messages, textsIn } from '../src/texts/compiled'
import { directionOf, type Locale, locales } from '../src/texts/locale'

const english = textsIn('en')
const translated = locales.filter((locale) => locale !== 'en')
const englishTexts = new Map(entriesOf(english))

/** As `icu-minify` compiles them: `['name']`, `['name', type, { form: message }]`, `['element', ...parts]`, or text. */
type Part = string | number | readonly unknown[]
type Message = string | readonly Part[]

/** The names of the values and of the elements in a message, with the forms of each plural. */
function valuesOf(message: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  function inMessage(compiled: Message): void {
    if (typeof compiled === 'string') return
    for (const part of compiled) inPart(part)
  }
  function inPart(part: Part): void {
    if (typeof part !== 'object') return
    const [name, type, forms] = part as [string, unknown, Readonly<Record<string, Message>> | undefined]
    const known = found.get(name) ?? new Set()
    found.set(name, known)
    const children = typeof type === 'number' ? Object.values(forms ?? {}) : [part.slice(1) as Part[]]
    const categories = typeof type === 'number' ? Object.keys(forms ?? {}).filter((form) => !form.startsWith('=')) : []
    for (const category of categories) known.add(category)
    for (const child of children) inMessage(child)
  }
  inMessage(compile(message) as Message)
  return found
}

describe.each(translated)('in %s', (locale) => {
  const own = textsIn(locale)
  const entries = entriesOf(own)

  test('every message exists, and takes the same values and elements as in English', () => {
    expect(entries.map(([key]) => key).sort()).toEqual([...englishTexts.keys()].sort())
    for (const [key, message] of entries) {
      const values = [...valuesOf(message).keys()].sort()
      expect(values, key).toEqual([...valuesOf(englishTexts.get(key) ?? '').keys()].sort())
    }
  })

  test('every plural has a form for each category of the language', () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    for (const [key, message] of entries) {
      for (const [name, options] of valuesOf(message)) {
        if (!options.has('other') || !options.has('one')) continue
        expect([...options].sort(), `${key}: ${name}`).toEqual([...categories].sort())
      }
    }
  })

  // `new:resource` writes English texts for every language. They stay until somebody translates the area.
  const isTranslated = ([key]: readonly [string, string]) => {
    const [area = ''] = key.split('.')
    return own[area] !== english[area]
  }

  test('no message is still in English', () => {
    const same = entries
      .filter(isTranslated)
      .filter(
        ([key, message]) => message === englishTexts.get(key) && /\p{L}{4}/u.test(message.replace(/\{\w+\}/g, '')),
      )
    expect(same.map(([key]) => key).filter((key) => !isTheSame.test(key))).toEqual([])
  })
})

/** Names, and words that are the same in the other language. */
const isTheSame = new RegExp(
  `^(${[
    'account.deletion.code|account.passkeys.(title|unnamed)|device.code|forms.name|pages.outbox.mails|shell.(homeLink|name)',
    // domain: tasks {
    'settings.languages.*|transfer.import.(format|formats.*)|transfer.export.*.title|tasks.panel.label',
    'shortcuts.*.keys|views.filters.(query|hint)|views.arrangement.sorts.alphabet',
    'fields.names.query',
    // domain: tasks }
  ].join('|')})$`,
)

test('numbers follow the plural rules of each language', () => {
  const title = (locale: Locale, count: number) =>
    createTranslator({ locale, messages: messages[locale], namespace: 'shell' })('unsent.title', { count })
  expect(title('de', 1)).toBe('1 Änderung ist noch nicht gespeichert')
  expect(title('de', 2)).toBe('2 Änderungen sind noch nicht gespeichert')
  expect([1, 2, 3, 11, 100].map((count) => title('ar', count).replace(/[\d٠-٩]+/, '#'))).toEqual([
    'لم يُحفظ تغيير واحد بعد',
    'لم يُحفظ تغييران بعد',
    'لم تُحفظ # تغييرات بعد',
    'لم يُحفظ # تغييرًا بعد',
    'لم يُحفظ # تغيير بعد',
  ])
})

test('only Arabic is written from right to left', () => {
  expect(locales.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar'])
})
