import { request } from 'node:http'
import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './api.js'
import { holdDatabase } from './database-faults.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

type Headers = Record<string, string | string[]>

/** With `node:http`, which sends headers that `fetch` would not. @returns the id in the answer */
async function call(headers: Headers, path = '/trpc/probe.touch', method = 'GET', body = ''): Promise<string> {
  const authorization = `Bearer ${await api.issuer.token(newUserId())}`
  return await new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { method, headers: { authorization, ...headers } })
      .on('response', (response) => {
        response.resume().on('end', () => resolve(String(response.headers['x-request-id'])))
      })
      .on('error', reject)
      .end(body)
  })
}

const linesOf = (requestId: string) =>
  api.logLines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId)

/** The names of a request's transactions in the database, while they wait for a lock. */
async function nameInDatabase(headers: Headers, ...what: [path?: string, method?: string, body?: string]) {
  await using held = await holdDatabase(api.test)
  const answered = call(headers, ...what)
  await expect.poll(held.waiting).toHaveLength(1)
  const [name] = await held.waiting()
  await held.release()
  return { name, id: await answered }
}

const json = { 'content-type': 'application/json' }
const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
describe('a request has the same id in its answer, in the log and in the database', () => {
  test.each<[string, Headers, ...[path?: string, method?: string, body?: string]]>([
    ['a query', { 'x-request-id': 'from-the-proxy.1' }],
    ['a mutation', { 'x-request-id': 'x'.repeat(63), ...json }, '/trpc/probe.erase', 'POST', '{}'],
    ['a batch', { 'x-request-id': 'a/b:c=d' }, '/trpc/probe.whoami,probe.touch?batch=1'],
    ['no id', {}],
    ['a hostile id', { 'x-request-id': "x'; select pg_sleep(9); --" }],
  ])('for %s', async (_what, headers, ...what) => {
    const { name, id } = await nameInDatabase(headers, ...what)
    const sent = headers['x-request-id']
    expect(name).toBe(id)
    expect(id).toMatch(/^[\w.:/+=-]{1,63}$/)
    if (sent !== undefined && /^[\w.:/+=-]+$/.test(String(sent))) expect(id).toBe(sent)
    await expect.poll(() => linesOf(id)).toHaveLength(1)
  })

  test('even while other requests run at the same time', async () => {
    await using held = await holdDatabase(api.test)
    const ids = ['one', 'two', 'three', 'four']
    const calls = ids.map((id) => call({ 'x-request-id': id }))
    await expect.poll(held.waiting).toEqual([...ids].sort())
    await held.release()
    expect(await Promise.all(calls)).toEqual(ids)
  })

  test('and afterwards no database connection has it', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => call({ 'x-request-id': `kept-${n}` })))
    const superuser = new pg.Client({ connectionString: api.test.adminUrl })
    await superuser.connect()
    const { rows } = await superuser.query(
      `select distinct application_name as name from pg_stat_activity
       where datname = current_database() and usename <> current_user`,
    )
    await superuser.end()
    expect(rows).toEqual([{ name: 'ownlist-api' }])
  })
})

test.each<[string, Headers]>([
  ['10 kB', { 'x-request-id': 'x'.repeat(10_000) }],
  ['letters beyond ASCII', { 'x-request-id': 'ü'.repeat(9) }],
  ['a space', { 'x-request-id': 'a b' }],
  ['JSON', { 'x-request-id': '{"level":60}' }],
  ['nothing', { 'x-request-id': '' }],
  ['two ids', { 'x-request-id': ['a', 'b'] }],
])('an id of %s is replaced', async (_what, headers) => {
  const id = await call(headers)
  expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
  await expect.poll(() => linesOf(id)).toHaveLength(1)
})

test.each([
  ['a valid trace', parent, '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['a later version', parent.replace(/^00/, '42'), '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['a trace of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
  ['half a trace', parent.slice(0, 30), undefined],
  ['something else', '{"level":60}', undefined],
])('the log has the trace id of a header with %s, or none', async (_what, traceparent, traceId) => {
  const id = await call({ traceparent })
  await expect.poll(() => linesOf(id)).toHaveLength(1)
  expect(linesOf(id)[0].traceId).toBe(traceId)
})
