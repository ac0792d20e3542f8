import { ownerOf, type TaskQuery, type TaskStore } from '@ownlist/db'

/** A user of the measurements, by the number of tasks. */
export interface Measured {
  readonly userId: string
  readonly tasks: number
}

/** The id of the list of each measured user, which holds a tenth of the tasks. */
export const listId = '019ac000-0000-7000-8000-000000000000'

/** The user with this number of tasks. */
export const measuredUser = (tasks: number): Measured => ({ userId: `user-with-${tasks}`, tasks })

/** The instant of the newest task. Each task is a minute older than the one that was created after it. */
export const newest = '2026-11-01T00:00:00.000Z'

const page: TaskQuery = { limit: 50, status: 'all', search: '', after: null }

/** A position in the middle of the matching tasks. The minutes refer to the whole table. */
const middle = (rows: number) => ({
  createdAt: new Date(Date.parse(newest) - (rows / 2) * 60_000).toISOString(),
  id: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
})

/**
 * The measured operations, by their names in the report. The titles of `fillTable` determine what a search finds.
 * @param rows the number of rows in the table
 */
export const growthQueries = (rows: number): Readonly<Record<string, TaskQuery>> => ({
  list: page,
  'deep page': { ...page, after: middle(rows) },
  'completed tasks of a list': { ...page, status: 'done', listId },
  'search: a common word': { ...page, search: 'milk' },
  'search: two words': { ...page, search: 'weekend milk' },
  'search: a rare word': { ...page, search: 'zebra' },
  'search: a typo': { ...page, search: 'zebar' },
  'search: a Chinese character': { ...page, search: '奶' },
  'search: nothing found': { ...page, search: 'xylophone' },
})

/**
 * Runs a query of a measured user once.
 * @returns the number of tasks that it found
 */
export async function runQuery(tasks: TaskStore, { userId }: Measured, query: TaskQuery): Promise<number> {
  return (await tasks.list(ownerOf(userId), query)).items.length
}
