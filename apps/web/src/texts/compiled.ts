import compile from 'icu-minify/compile'
import * as en from './catalogue'
import * as ar from './catalogue-ar'
import * as de from './catalogue-de'
import type { Locale, Messages } from './locale'
import type { Translation } from './translation'

interface Tree {
  readonly [name: string]: string | Tree
}

/** Parses each message once, on the server. The browser only fills in the values, so no page loads a parser. */
const compiled = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [name, typeof value === 'string' ? compile(value) : compiled(value)]),
  )

/**
 * A catalogue as the formatter reads it. Its messages are parsed, which its type does not show. The parser creates objects
 * without a prototype. React does not send those to the browser, so they are copied.
 */
const ready = (catalogue: Translation<Messages>) => structuredClone(compiled(catalogue)) as Messages

/** The catalogues of all languages. One that lacks an area or a message does not compile. */
export const messages: Readonly<Record<Locale, Messages>> = {
  en: ready({ ...en }),
  de: ready({ ...de }),
  ar: ready({ ...ar }),
}
