import { v7 as uuidv7 } from 'uuid'
import type { LoadPlan, LoadRequest } from './load-plan.js'
import { type People, type Reader, taskBody } from './people.js'

/** In the order in which they run: tasks are created before they are updated and deleted. */
export const operations = ['list', 'get', 'search', 'batch', 'create', 'update', 'delete'] as const

export type Operation = (typeof operations)[number]

export const batchSize = 10

const query = (name: string, input: object) => `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`

const reads: Readonly<Record<'list' | 'get' | 'search' | 'batch', (reader: Reader) => readonly string[]>> = {
  list: () => [query('task.list', {})],
  get: ({ tasks }) => tasks.map((id) => query('task.get', { id })),
  search: () => [query('task.list', { search: 'ferns' })],
  batch: ({ tasks }) => [batchOf(tasks.slice(0, batchSize))],
}

/** Several gets in one request, in tRPC's form. */
function batchOf(ids: readonly string[]): string {
  const names = ids.map(() => 'task.get').join(',')
  const input = Object.fromEntries(ids.map((id, n) => [n, { id }]))
  return `${query(names, input)}&batch=1`
}

/** Tasks to write: as many for each connection as it sends requests. */
export type WrittenIds = readonly (readonly string[])[]

export const newWrittenIds = (connections: number, each: number): WrittenIds =>
  Array.from({ length: connections }, () => Array.from({ length: each }, () => uuidv7()))

const bodies: Readonly<Record<'create' | 'update' | 'delete', (id: string, n: number) => object>> = {
  create: taskBody,
  update: (id, n) => ({ id, title: `Changed (${n})` }),
  delete: (id) => ({ id }),
}

/** The requests of an operation: a connection for each list of ids, each as one user. */
export function planOf(operation: Operation, people: People, ids: WrittenIds): LoadPlan {
  const connections = ids.map((own, n): readonly LoadRequest[] => {
    if (operation === 'create' || operation === 'update' || operation === 'delete') {
      const userId = people.writers[n] ?? ''
      return own.map((id, each) => ({ userId, path: `/trpc/task.${operation}`, body: bodies[operation](id, each) }))
    }
    const reader = people.readers[n] ?? { userId: '', tasks: [] }
    return reads[operation](reader).map((path) => ({ userId: reader.userId, path }))
  })
  return { connections, each: ids[0]?.length ?? 0 }
}
