import { camelCase, pascalCase, snakeCase } from 'change-case'
import pluralize from 'pluralize'

/** One resource's name in every spelling that the code has for it. For `feed-item`: */
export interface Names {
  /** `feed-item`: files. */
  readonly kebab: string
  /** `feed-items`: folders, and the page's address. */
  readonly kebabs: string
  /** `feedItem`: the router, Prisma's model. */
  readonly camel: string
  /** `feedItems`: the store in the context. */
  readonly camels: string
  /** `FeedItem`: the type. */
  readonly pascal: string
  readonly pascals: string
  /** `feed_item`: the table. */
  readonly snake: string
  /** `feed item`: what a person reads. */
  readonly words: string
  readonly wordss: string
  /** `Feed items`: the page's heading. */
  readonly heading: string
  /** `a` or `an`. */
  readonly a: string
}

const shape = /^[a-z]+(-[a-z]+)*$/
/** PostgreSQL cuts names after 63 bytes, and an index has the table's name and 26 more. */
const longest = 30

/**
 * @param kebab singular, in lower case, with hyphens between words
 * @param plural likewise, where adding an s and the like is not right
 * @throws {Error} that says what to choose instead, on a name that is not spelled like one
 */
export function namesOf(kebab: string, plural: string | undefined): Names {
  const kebabs = plural ?? pluralize.plural(kebab)
  for (const name of [kebab, kebabs]) {
    if (!shape.test(name))
      throw new Error(
        `"${name}" is not a name: use small letters, with hyphens between words, as in note or feed-item.`,
      )
    if (name.length > longest) throw new Error(`"${name}" is too long. Use at most ${longest} letters.`)
  }
  if (plural === undefined && pluralize.isPlural(kebab) && !pluralize.isSingular(kebab)) {
    throw new Error(`Use the singular: ${pluralize.singular(kebab)}, not ${kebab}.`)
  }
  if (kebab === kebabs) throw new Error(`The plural of "${kebab}" is the same word. Choose another: --plural NAME.`)
  const [words, wordss] = [kebab.replaceAll('-', ' '), kebabs.replaceAll('-', ' ')]
  return {
    kebab,
    kebabs,
    camel: camelCase(kebab),
    camels: camelCase(kebabs),
    pascal: pascalCase(kebab),
    pascals: pascalCase(kebabs),
    snake: snakeCase(kebab),
    words,
    wordss,
    heading: wordss.charAt(0).toUpperCase() + wordss.slice(1),
    a: /^[aeiou]/.test(words) ? 'an' : 'a',
  }
}
