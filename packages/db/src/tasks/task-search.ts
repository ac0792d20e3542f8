/** How a search compares words: exactly as written, or with a typo in each of the longer words. */
export type SearchMode = 'words' | 'typos'

/** The conditions of a search, in SQL. The functions are in the migration `20261126120000_search`. */
export interface SearchConditions {
  /**
   * The condition for texts in the index `task_newest_idx`. Longer texts are not in it, so the condition is true for them.
   * Row-level security allows no operator of a search to be a condition of an index, but this one is checked before the
   * task is read.
   */
  readonly inIndex: string
  /** The condition for the task. */
  readonly inTask: string
}

/**
 * The conditions that every word of a text must match, in the title or the notes.
 * @param query the parameter with the search text
 */
export function searchConditions(mode: SearchMode, query: string): SearchConditions {
  const { matches, canMatch } = mode === 'words' ? words(query) : typos(query)
  return {
    inIndex: `${canMatch} and (task.search is null or ${matches('task.search')})`,
    inTask: matches('coalesce(task.search, task.search_long)'),
  }
}

interface Comparison {
  /** Whether any text can match at all. */
  readonly canMatch: string
  matches(text: string): string
}

const words = (query: string): Comparison => ({
  canMatch: 'true',
  matches: (text) => `${text} like all (${once('search_patterns', query)})`,
})

const typos = (query: string): Comparison => ({
  canMatch: `cardinality(${once('search_clues', query)}) > 0`,
  // CASE, because PostgreSQL would otherwise check the regular expressions first.
  matches: (text) => `case when ${text} like any (${once('search_clues', query)})
    then ${text} ~ all (${once('search_typos', query)}) else false end`,
})

/** In a sub-select, a function of the parameter runs once instead of for each row. */
const once = (name: string, query: string) => `(select ${name}(${query}))::text[]`
