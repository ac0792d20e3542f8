import compile from 'icu-minify/compile'
import * as catalogue from './catalogue'
import { type Locale, locales, type Messages } from './locale'
import type { Translation } from './translation'

/** An area that lacks a language, or a language that lacks a message, does not compile. */
const areas: { readonly [Area in keyof Messages]: Readonly<Record<Locale, Translation<Messages[Area]>>> } = catalogue

interface Tree {
  readonly [name: string]: string | Tree
}

/** Parses each message once, on the server. The browser only fills in the values, so no page loads a parser. */
const compiled = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [name, typeof value === 'string' ? compile(value) : compiled(value)]),
  )

/** Every message in a language, by area and name. */
export const textsIn = (locale: Locale): Tree =>
  Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[locale]]))

/**
 * A catalogue as the formatter reads it. Its messages are parsed, which its type does not show. The parser creates objects
 * without a prototype. React does not send those to the browser, so they are copied.
 */
const ready = (locale: Locale) => structuredClone(compiled(textsIn(locale))) as Messages

/** The catalogues of all languages. */
export const messages = Object.fromEntries(locales.map((locale) => [locale, ready(locale)])) as Readonly<
  Record<Locale, Messages>
>
