import type { List } from '@ownlist/client'

// This is the language of the page, not of the machine: the server and the browser must agree.
const { compare } = new Intl.Collator('en', { numeric: true })

/** In dictionary order; `Week 2` comes before `Week 10`. Lists with the same title are ordered oldest first. */
export const byTitle = (lists: readonly List[]): List[] =>
  lists.toSorted((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
