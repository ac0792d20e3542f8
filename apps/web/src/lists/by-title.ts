import type { List } from '@ownlist/client'
import type { Locale } from '../texts/locale'

/**
 * In dictionary order; `Week 2` comes before `Week 10`. Lists with the same title are sorted by age, oldest first.
 * @param locale the language of the page, not of the machine: the server and the browser must agree
 */
export function byTitle(lists: readonly List[], locale: Locale): List[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return lists.toSorted((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
}
