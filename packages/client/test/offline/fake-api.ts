// domain: tasks
import { type ApiClient, OwnlistError } from '@ownlist/client'
import { tasks } from '@ownlist/client/offline'
import { createFakeClient } from '@ownlist/client/testing'

type Task = Awaited<ReturnType<ApiClient['task']['get']['query']>>
type Failing = OwnlistError | null

/** An API in memory, for failures that cannot be caused in the real one. `apps/server/test` uses the real one. */
export interface FakeApi {
  readonly client: ApiClient
  readonly tasks: Map<string, Task>
  /** The calls that arrived, such as `task.update`. */
  readonly calls: string[]
  /** Called before each call is carried out: an error refuses it. */
  before: (path: string, input: object) => Failing | Promise<Failing>
  /** Called after each call was carried out: an error replaces its answer. */
  after: (path: string, input: object) => Failing | Promise<Failing>
  /** Changes before this one are no longer in the log. */
  trimmedTo: number
  /** Tasks that are hidden without a change of their own, like those of a deleted list. */
  readonly hidden: Set<string>
  /** Changes a task as another device would. */
  elsewhere(id: string, changes: Partial<Task>): void
}

export function createFakeApi(): FakeApi {
  const log: { seq: number; kind: string; id: string; version: number; what: string; fields: object }[] = []
  const api: FakeApi = {
    client: createFakeClient({}),
    tasks: new Map(),
    calls: [],
    before: () => null,
    after: () => null,
    trimmedTo: 0,
    hidden: new Set(),
    elsewhere: (id, changes) => void put({ ...found(id), ...changes }, 'changed'),
  }
  function put(task: Task, what: string, fields: object = {}): Task {
    const version = (api.tasks.get(task.id)?.version ?? 0) + 1
    const written = { ...task, version }
    api.tasks.set(task.id, written)
    log.push({ seq: log.length + 1, kind: 'task', id: task.id, version, what, fields })
    return written
  }
  function found(id: string): Task {
    const task = api.tasks.get(id)
    if (task === undefined) throw new OwnlistError('NOT_FOUND', 'There is no such task.')
    return task
  }
  function open(id: string): Task {
    if (found(id).deletedAt !== null || api.hidden.has(id))
      throw new OwnlistError('NOT_FOUND', 'There is no such task.')
    return found(id)
  }
  const call =
    <Input extends object, Output>(path: string, work: (input: Input) => Output) =>
    async (input: Input) => {
      const refusal = await api.before(path, input)
      if (refusal !== null) throw refusal
      api.calls.push(path)
      const output = work(input)
      const lost = await api.after(path, input)
      if (lost !== null) throw lost
      return output
    }
  const now = '2026-11-26T10:00:00.000Z'
  const { draft } = tasks(createFakeClient({}))
  const setDeleted = (path: string, what: string, deletedAt: string | null) =>
    call(path, ({ id }: { id: string }) =>
      found(id).deletedAt === deletedAt ? found(id) : put({ ...found(id), deletedAt }, what),
    )
  const task = {
    list: call('task.list', (query: { status?: string; cursor?: string | null }) => {
      const all = [...api.tasks.values()].filter(
        ({ deletedAt, completedAt }) => deletedAt === null && (query.status !== 'open' || completedAt === null),
      )
      const from = Number(query.cursor ?? 0)
      return { items: all.slice(from, from + 2), nextCursor: from + 2 < all.length ? String(from + 2) : null }
    }),
    get: call('task.get', ({ id }: { id: string }) => open(id)),
    create: call('task.create', ({ id = '', ...input }: { id?: string; title: string }) => {
      if (input.title === '') throw new OwnlistError('BAD_REQUEST', 'The title must not be empty.')
      return api.tasks.get(id) ?? put(draft({ ...input, id }, now), 'created')
    }),
    update: call('task.update', ({ id, version, ...fields }: { id: string; version?: number; title?: string }) => {
      if (fields.title === '') throw new OwnlistError('BAD_REQUEST', 'The title must not be empty.')
      const task = open(id)
      if (version !== undefined && version !== task.version)
        throw new OwnlistError('CONFLICT', 'Changed.', { reason: 'STALE_VERSION' })
      return put({ ...task, ...fields }, 'changed', fields)
    }),
    delete: setDeleted('task.delete', 'deleted', now),
    restore: setDeleted('task.restore', 'restored', null),
  }
  const list = { list: call('list.list', () => ({ items: [], nextCursor: null })) }
  const sync = {
    changes: call('sync.changes', ({ since }: { since: number | null }) => {
      if (since === null) return { seq: log.length, changes: [], more: false, cursor: null }
      if (since < api.trimmedTo)
        throw new OwnlistError('PRECONDITION_FAILED', 'Trimmed.', { reason: 'LOG_TRIMMED' as never })
      const ids = new Set(log.filter(({ seq }) => seq > since).map(({ id }) => id))
      const changes = [...ids].map((id) => {
        const row = found(id)
        return {
          seq: log.length,
          kind: 'task',
          id,
          version: row.version,
          row: row.deletedAt === null && !api.hidden.has(id) ? row : null,
        }
      })
      return { seq: log.length, changes, more: false, cursor: null }
    }),
  }
  const history = {
    list: call('history.list', () => ({
      items: log
        .map(({ seq, fields, ...change }) => ({
          seq,
          isOwnSession: true,
          changes: [
            { ...change, fields: Object.entries(fields).map(([name, after]) => ({ name, before: null, after })) },
          ],
        }))
        .reverse(),
      nextCursor: null,
    })),
  }
  return Object.assign(api, { client: createFakeClient({ task, list, sync, history } as object) })
}
