// domain: tasks
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { newUserId, type TestDatabase, type TestIssuer } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'

/** One user of an API, who makes calls until told to stop. */
export interface Caller {
  readonly userId: string
  readonly authorization: string
}

/** What has happened since the start. */
export interface LoadResult {
  /** How many requests were answered with 200. */
  readonly answered: number
  /**
   * How many were answered with 503 because there was no connection to the database within two seconds. This happens on a
   * busy machine.
   */
  readonly late: number
  /** Other failures: a status or an error. */
  readonly failures: readonly string[]
  /** The number of rows that each user has created. */
  readonly created: ReadonlyMap<string, number>
}

/** Requests that go on until they are ended. */
export interface SteadyLoad {
  /** What has happened so far. */
  soFar(): LoadResult
  end(): Promise<LoadResult>
}

const pauseMs = 25

/**
 * Each user has one connection, which is kept open, and alternates between reads and creates. Nothing is retried. A list
 * must only contain rows of its user.
 */
export function startLoad(url: string, callers: readonly Caller[]): SteadyLoad {
  const over = new AbortController()
  const failures: string[] = []
  const created = new Map<string, number>()
  let answered = 0
  let late = 0

  async function call({ userId, authorization }: Caller): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let n = 0; !over.signal.aborted; n++) {
      const isCreate = n % 2 === 1
      const { status, body } = await send(url, { agent, authorization, ...(isCreate ? create(userId) : read) })
      if (status === 200 && (isCreate || !belongsToAnother(body, userId))) answered++
      else if (status === 503 && body.includes('"reason":"UNAVAILABLE"')) late++
      else failures.push(`${isCreate ? 'POST' : 'GET'} ${status} ${body.slice(0, 200)}`)
      if (isCreate && status === 200) created.set(userId, (created.get(userId) ?? 0) + 1)
      await sleep(pauseMs)
    }
    agent.destroy()
  }

  const calling = Promise.all(callers.map(call))
  const soFar = () => ({ answered, late, failures, created })
  return {
    soFar,
    async end() {
      over.abort()
      await calling
      return soFar()
    },
  }
}

/** New users, each with a token. */
export const callersFor = (issuer: TestIssuer, count: number): Promise<Caller[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const userId = newUserId()
      return { userId, authorization: `Bearer ${await issuer.token(userId)}` }
    }),
  )

/**
 * Waits until this many requests were answered, or one failed, which `expectNoFailure` reports.
 * @param timeout in milliseconds; after that, the error says what happened instead
 */
export async function answeredOrFailed({ soFar }: SteadyLoad, count: number, timeout: number): Promise<void> {
  const isEnough = ({ answered, failures }: LoadResult) => answered > count || failures.length > 0
  await expect.poll(soFar, { timeout }).toSatisfy(isEnough)
}

/**
 * Every request was answered, except for a few that were too late, and each create was done once.
 * @param said for the message
 */
export async function expectNoFailure(result: LoadResult, database: TestDatabase, said = ''): Promise<void> {
  expect(result.failures, said).toEqual([])
  expect(result.answered).toBeGreaterThan(50)
  expect(result.late).toBeLessThanOrEqual(result.answered / 20)
  expect(await createdRows(database, result)).toEqual(result.created)
}

/** How many rows each of these users really has, to compare with `created`. */
export async function createdRows(
  { adminUrl }: Pick<TestDatabase, 'adminUrl'>,
  { created }: Pick<LoadResult, 'created'>,
): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query<{ owner: string; rows: number }>(
    'select user_id as owner, count(*)::int as rows from task where user_id = any($1) group by 1',
    [[...created.keys()]],
  )
  await client.end()
  return new Map(rows.map(({ owner, rows }) => [owner, rows]))
}

const read = { path: `/trpc/task.list?input=${encodeURIComponent(JSON.stringify({ limit: 10 }))}` }

const create = (userId: string) => ({
  path: '/trpc/task.create',
  body: JSON.stringify({ id: uuidv7(), title: userId }),
})

const belongsToAnother = (body: string, userId: string): boolean =>
  (JSON.parse(body).result.data.items as { title: string }[]).some(({ title }) => title !== userId)

interface Call {
  readonly agent: Agent
  readonly authorization: string
  readonly path: string
  readonly body?: string
}

const send = (url: string, { agent, authorization, path, body }: Call) =>
  new Promise<{ status: number | string; body: string }>((resolve) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const sent = request(`${url}${path}`, { agent, method, headers }, async (response) => {
      try {
        resolve({ status: response.statusCode ?? 0, body: await text(response) })
      } catch (error) {
        resolve({ status: 'cut off', body: String(error) })
      }
    })
    sent.once('error', ({ message }) => resolve({ status: 'no answer', body: message }))
    sent.end(body)
  })
