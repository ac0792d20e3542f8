import type { Task, TaskPage } from '@ownlist/client'

/** The loaded pages of a list, as the query cache keeps them. */
export interface TaskPages {
  readonly pages: TaskPage[]
  readonly pageParams: unknown[]
}

/** Puts a task in the place of the one with its id; pages without it stay as they are. */
export const withTask = (data: TaskPages, task: Task): TaskPages =>
  mapItems(data, (items) =>
    items.some(({ id }) => id === task.id) ? items.map((item) => (item.id === task.id ? task : item)) : items,
  )

export const withoutTask = (data: TaskPages, id: string): TaskPages =>
  mapItems(data, (items) => (items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items))

/** Puts a task where "newest first" has it; beyond the last loaded page it is left for a later one to bring. */
export function insertTask(data: TaskPages, task: Task): TaskPages {
  const { pages } = withoutTask(data, task.id)
  const target = pages.findIndex(
    ({ items, nextCursor }) => nextCursor === null || items.some((item) => isNewer(task, item)),
  )
  if (target === -1) return data
  return {
    ...data,
    pages: pages.map((page, index) => {
      if (index !== target) return page
      const before = page.items.filter((item) => !isNewer(task, item))
      return { ...page, items: [...before, task, ...page.items.filter((item) => isNewer(task, item))] }
    }),
  }
}

const isNewer = (a: Task, b: Task) => (a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt)

function mapItems(data: TaskPages, map: (items: Task[]) => Task[]): TaskPages {
  const pages = data.pages.map((page) => {
    const items = map(page.items)
    return items === page.items ? page : { ...page, items }
  })
  return { ...data, pages }
}
