import compile from 'icu-minify/compile'
import * as en from './catalogue'
import type { Locale, Messages } from './locale'

interface Tree {
  readonly [name: string]: string | Tree
}

/** Parses each message once. What is left for the browser is to fill in the values, so no page loads a parser. */
const compiled = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [name, typeof value === 'string' ? compile(value) : compiled(value)]),
  )

/**
 * The catalogues as the formatter reads them: parsed, which their type does not show. The parser makes objects without a
 * prototype, which React does not send to the browser, so they are copied.
 */
export const messages = { en: structuredClone(compiled({ ...en })) as Messages } satisfies Record<Locale, Messages>
