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

/** What the language takes, what clients read of every object, and what the code around a resource calls its own things. */
const reserved = new Set(
  `account api app arguments array as async auth await boolean break case catch class client const constructor context
  continue cursor data database date debugger default delete do else enum erasure error eval export extends false finally
  for function id if implements import in index instanceof interface let list map new null number object outcome owner
  package page position prisma private promise proto protected prototype provider public query record restore return
  router row scope session set state static store string super switch symbol symbol test text then this throw title
  transport true try type typeof undefined user var version void while with yield`.split(/\s+/),
)

const shape = /^[a-z]+(-[a-z]+)*$/
const longest = 30

/**
 * @param kebab singular, in lower case, with hyphens between words
 * @param plural likewise, where adding an s and the like is not right
 * @throws {Error} that says what to choose instead
 */
export function namesOf(kebab: string, plural: string | undefined): Names {
  const kebabs = plural ?? pluralize.plural(kebab)
  for (const name of [kebab, kebabs]) {
    if (!shape.test(name))
      throw new Error(`“${name}” is no name: use small letters, with hyphens between words, such as note or feed-item.`)
    if (name.length > longest) throw new Error(`“${name}” is too long: ${longest} letters at most.`)
    if (reserved.has(name) || reserved.has(camelCase(name)))
      throw new Error(`“${name}” means something already. Choose another word.`)
  }
  if (plural === undefined && pluralize.isPlural(kebab) && !pluralize.isSingular(kebab)) {
    throw new Error(`Name one of them: ${pluralize.singular(kebab)} rather than ${kebab}.`)
  }
  if (kebab === kebabs)
    throw new Error(`One and many would both be “${kebab}”. Say what many are called: --plural NAME.`)
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
