import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { env } from './env.js'
import { createTokenCache } from './identity.js'

interface NewTask {
  readonly id: string
  readonly title: string
  readonly notes?: string
  readonly priority?: string
  readonly dueOn?: string | null
}

/** The statements of a bare server. Each answers JSON text, or null if there is no such task. */
export interface BareTasks {
  list(userId: string, page: { readonly limit: number; readonly search: string }): Promise<string>
  get(userId: string, id: string): Promise<string | null>
  /** One statement for a whole batch, in the order of the ids. */
  getMany(userId: string, ids: readonly string[]): Promise<readonly (string | null)[]>
  create(userId: string, task: NewTask): Promise<string>
  update(userId: string, change: { readonly id: string; readonly title: string }): Promise<string | null>
  delete(userId: string, id: string): Promise<string | null>
}

type Call = (userId: string, input: never) => Promise<string | null>

/**
 * Serves tasks with only node:http, as a lower bound. Input is parsed but not validated, and nothing is logged, limited or
 * isolated, apart from the statements.
 */
export function serveBare(tasks: BareTasks): void {
  const userOf = createTokenCache()
  const calls = new Map<string, Call>([
    [
      'task.list',
      (userId, { limit = 50, search = '' }: { limit?: number; search?: string }) =>
        tasks.list(userId, { limit, search }),
    ],
    ['task.get', (userId, { id }: { id: string }) => tasks.get(userId, id)],
    ['task.create', (userId, input: NewTask) => tasks.create(userId, input)],
    ['task.update', (userId, input: { id: string; title: string }) => tasks.update(userId, input)],
    ['task.delete', (userId, { id }: { id: string }) => tasks.delete(userId, id)],
  ])

  async function answer(request: IncomingMessage): Promise<readonly [status: number, body: string]> {
    const userId = await userOf(request.headers.authorization)
    if (userId === null) return [401, '{"error":"unauthorized"}']
    const url = request.url ?? '/'
    const end = url.indexOf('?')
    const name = url.slice('/trpc/'.length, end === -1 ? undefined : end)
    const input = request.method === 'POST' ? await text(request) : inputOf(url.slice(end + 1))
    if (name.startsWith('task.get,')) {
      const ids = Object.values(JSON.parse(input) as Record<string, { id: string }>).map(({ id }) => id)
      return [200, `[${(await tasks.getMany(userId, ids)).map(envelope).join(',')}]`]
    }
    const call = calls.get(name)
    const data = call === undefined ? null : await call(userId, JSON.parse(input) as never)
    return data === null ? [404, '{"error":"not found"}'] : [200, envelope(data)]
  }

  createServer((request, response) => {
    answer(request).then(
      ([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        response.end(body)
      },
      () => response.writeHead(500).end(),
    )
  }).listen(env.PORT, '127.0.0.1')
}

const envelope = (data: string | null) => (data === null ? '{"error":"not found"}' : `{"result":{"data":${data}}}`)

function inputOf(query: string): string {
  return new URLSearchParams(query).get('input') ?? '{}'
}
