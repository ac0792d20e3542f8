import type { List } from '@ownlist/client'

// The language of the page, not the machine's: the server and the browser must agree.
const { compare } = new Intl.Collator('en', { numeric: true })

/** In the order of a dictionary; `Week 2` comes before `Week 10`. Of those with one title the oldest is first. */
export const byTitle = (lists: readonly List[]): List[] =>
  lists.toSorted((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
