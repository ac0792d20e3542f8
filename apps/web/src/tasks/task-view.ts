/** Which tasks are shown. It stands in the address, so that a reload or a bookmark shows the same. */
export interface TaskView {
  readonly status: 'all' | 'open' | 'done'
  readonly search: string
}

export const statuses = ['all', 'open', 'done'] as const

const longestSearch = 200

/** @param get reads one parameter of the address */
export function readView(get: (name: string) => string | null | undefined): TaskView {
  const status = statuses.find((known) => known === get('status')) ?? 'open'
  return { status, search: (get('q') ?? '').trim().slice(0, longestSearch) }
}

/** The address of a view; what is as usual is left out. */
export function viewPath({ status, search }: TaskView): string {
  const query = new URLSearchParams({
    ...(status === 'open' ? {} : { status }),
    ...(search === '' ? {} : { q: search }),
  })
  return query.size === 0 ? '/' : `/?${query}`
}

/** What the API is asked for a view; the server that prefetches and the browser must ask alike. */
export const listInput = (view: TaskView) => ({ limit: 50, ...view })
