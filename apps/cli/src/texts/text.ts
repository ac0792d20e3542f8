import type { GetICUArgs } from '@schummar/icu-type-parser'
import compile from 'icu-minify/compile'
import format, { type FormatValues } from 'icu-minify/format'
import { catalogue, locale } from './catalogue.js'

type Catalogue = (typeof catalogue)['en']

/** A message of the catalogue, such as `tasks.deleted`. */
export type TextKey = { [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}` }[keyof Catalogue]

type Message<Key> = Key extends `${infer Area extends keyof Catalogue}.${infer Name}`
  ? Catalogue[Area][Name & keyof Catalogue[Area]]
  : never

type Values<Text extends string> = GetICUArgs<Text, { ICUArgument: string; ICUNumberArgument: number }>

type Arguments<Key extends TextKey> = keyof Values<Message<Key>> extends never ? [] : [values: Values<Message<Key>>]

/** A text in the user's language. The compiler checks the key, and the values that its message needs. */
export function text<Key extends TextKey>(key: Key, ...[values]: Arguments<Key>): string {
  const language = locale()
  const [area, name] = key.split('.') as [keyof Catalogue, string]
  const messages: Readonly<Record<string, string>> = catalogue[language][area]
  const given = values as FormatValues | undefined
  return String(format(compile(messages[name] ?? key), language, given, { formatters }))
}

const formatters = {
  getDateTimeFormat: (...options: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...options),
  getNumberFormat: (...options: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...options),
  getPluralRules: (...options: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...options),
}
