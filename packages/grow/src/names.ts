import { camelCase, noCase, pascalCase, sentenceCase, snakeCase } from 'change-case'
import pluralize from 'pluralize'

/** A resource's name in every spelling that the templates use; with an s at the end, in the plural. */
export type Names = Readonly<ReturnType<typeof spellings>>

const spellings = (kebab: string, kebabs: string) => ({
  /** `feed-item`: files. In the plural also folders, and the page's address. */
  kebab,
  kebabs,
  /** `feedItem`: the router and Prisma's model. In the plural the store. */
  camel: camelCase(kebab),
  camels: camelCase(kebabs),
  /** `FeedItem`: the type. */
  pascal: pascalCase(kebab),
  pascals: pascalCase(kebabs),
  /** `feed_item`: the table. */
  snake: snakeCase(kebab),
  /** `feed item`: what a person reads. */
  words: noCase(kebab),
  wordss: noCase(kebabs),
  /** `Feed items` and `Feed item`: the page's heading, and the beginning of a sentence. */
  heading: sentenceCase(kebabs),
  one: sentenceCase(kebab),
  /** The article: `a` or `an`. */
  a: /^[aeiou]/.test(kebab) ? 'an' : 'a',
})

/** PostgreSQL cuts names after 63 bytes, and an index has the table's name and 26 more. */
const shape = /^(?=.{1,30}$)[a-z]+(-[a-z]+)*$/

/**
 * @param kebab singular, in lower case, with hyphens between words
 * @param plural likewise, for a word whose plural English does not form by rule
 * @throws {Error} that says what to choose instead
 */
export function namesOf(kebab: string, plural?: string): Names {
  const kebabs = plural ?? pluralize.plural(kebab)
  const misspelled = [kebab, kebabs].find((name) => !shape.test(name))
  if (misspelled !== undefined)
    throw new Error(`"${misspelled}" is not a name: use up to 30 lower-case letters and hyphens, as in feed-item.`)
  if (plural === undefined && !pluralize.isSingular(kebab))
    throw new Error(`Use the singular: ${pluralize.singular(kebab)}, not ${kebab}.`)
  if (kebab === kebabs) throw new Error(`The plural of "${kebab}" is the same word. Choose another: --plural NAME.`)
  return spellings(kebab, kebabs)
}
