import { type OwnerScope, ownerOf, type Page, type Task, type TaskQuery, type TaskStore } from '@ownlist/db'
import { newUserId } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'

/** The texts of a task in these tests. */
export interface TaskText {
  readonly title: string
  readonly notes?: string
  readonly completedAt?: string
}

/** A user who searches their tasks. */
export interface Searcher {
  readonly owner: OwnerScope
  create(text: TaskText): Promise<Task>
  /** The titles of the first 50 tasks that a search finds, newest first. */
  search(query: string): Promise<string[]>
  /** One page, by default of all tasks. */
  page(query: Partial<TaskQuery>): Promise<Page<Task>>
}

const fields = { notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

export function searcher(tasks: TaskStore, userId: string = newUserId()): Searcher {
  const owner = ownerOf(userId)
  const page = (query: Partial<TaskQuery>) =>
    tasks.list(owner, { limit: 50, status: 'all', search: '', after: null, ...query })
  return {
    owner,
    page,
    create: (text) => tasks.create(owner, { ...fields, ...text, id: uuidv7() }),
    search: async (query) => titlesOf(await page({ search: query })),
  }
}

/** Creates these tasks for a new user. The last one is the newest. */
export async function searcherWith(tasks: TaskStore, texts: readonly TaskText[]): Promise<Searcher> {
  const user = searcher(tasks)
  for (const text of texts) await user.create(text)
  return user
}

export const titlesOf = ({ items }: Page<Task>): string[] => items.map(({ title }) => title)
