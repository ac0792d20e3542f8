// domain: tasks
import { once } from 'node:events'
import { connect } from 'node:net'
import type { AppRouter } from '@ownlist/api'
import { callerFor, newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clientOf } from '../api.js'
import { type AppApi, startAppApi } from '../app-api.js'
import { openStream } from '../event-stream.js'
import { bearer } from '../requests.js'
import { follow } from './follow.js'

let api: AppApi
beforeAll(async () => {
  api = await startAppApi({ live: { checkMs: 2_000 } })
})
afterAll(() => api[Symbol.asyncDispose]())

const soon = { timeout: 1_000 }

test('a change reaches the same user’s other devices within a second, and nobody else', async () => {
  const [ada, bob] = [newUserId(), newUserId()]
  const [phone, laptop, bobs] = [
    await follow(api.clientFor(ada)),
    await follow(api.clientFor(ada)),
    await follow(api.clientFor(bob)),
  ]
  expect([phone.seqs, laptop.seqs, bobs.seqs]).toEqual([[0], [0], [0]])
  const { task, list } = api.clientFor(ada)
  const { id, version } = await task.create.mutate({ title: 'Water the ferns' })
  await task.update.mutate({ id, version, title: 'Water the fern' })
  await task.delete.mutate({ id })
  await list.create.mutate({ title: 'Garden' })
  const seqs = [0, 1, 2, 3, 4]
  await vi.waitFor(() => expect([phone.seqs, laptop.seqs]).toEqual([seqs, seqs]), soon)
  expect(bobs.seqs).toEqual([0])
  // This shows that Bob's stream is not just silent.
  await api.clientFor(bob).task.create.mutate({ title: 'Read' })
  await vi.waitFor(() => expect(bobs.seqs).toEqual([0, 1]), soon)
  expect(phone.seqs).toEqual(seqs)
})

test('a stream announces that something has changed, but not what', async () => {
  const ada = newUserId()
  const { authorization } = await bearer(api, ada)
  const socket = connect(api.port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk
  })
  socket.write(`GET /trpc/sync.live HTTP/1.1\r\nHost: api\r\nAuthorization: ${authorization}\r\n\r\n`)
  // Not the end of a header’s name, such as of the request id.
  await vi.waitFor(() => expect(received).toContain('\nid: 0'))
  const { id } = await api.clientFor(ada).task.create.mutate({ title: 'Very private', notes: 'words' })
  await vi.waitFor(() => expect(received).toContain('\nid: 1'), soon)
  socket.destroy()
  await once(socket, 'close')
  // The body: in HTTP, each chunk is preceded by its length.
  const body = received.slice(received.indexOf('\r\n\r\n') + 4).replace(/^[\da-f]+\r\n|\r\n$/gm, '')
  expect(body.split(/\s*\n+/).filter((line) => line !== '')).toEqual([
    'event: connected',
    'data: {"reconnectAfterInactivityMs":50000}',
    'data: {"seq":0}',
    'id: 0',
    'data: {"seq":1}',
    'id: 1',
  ])
  for (const secret of [ada, id, 'private', 'words']) expect(body).not.toContain(secret)
})

test('a token for one list only sees changes in that list, including rows that enter or leave it', async () => {
  const ada = newUserId()
  const own = callerFor(api.test.database, ada)
  const [shared, other] = [await own.list.create({ title: 'Shared' }), await own.list.create({ title: 'Other' })]
  const token = () => api.issuer.token(ada, { scope: `tasks:read:${shared.id}` })
  const app = await follow(clientOf<AppRouter>(api.url, token))
  const person = await follow(api.clientFor(ada))
  expect([app.seqs, person.seqs]).toEqual([[2], [2]])
  const moved = await own.task.create({ title: 'In the other one', listId: other.id })
  await own.task.create({ title: 'In none' })
  const within = await own.task.create({ title: 'In the shared one', listId: shared.id })
  await own.task.update({ id: moved.id, version: moved.version, listId: shared.id })
  await own.task.update({ id: within.id, version: within.version, listId: other.id })
  await own.list.update({ id: other.id, version: other.version, title: 'Renamed' })
  await own.list.update({ id: shared.id, version: shared.version, title: 'Renamed too' })
  await vi.waitFor(() => expect(person.seqs).toEqual([2, 3, 4, 5, 6, 7, 8, 9]), soon)
  await vi.waitFor(() => expect(app.seqs).toEqual([2, 5, 6, 7, 9]), soon)
})

test('missed changes come first and in order; refused actions, and actions that changed nothing, cause no events', async () => {
  const ada = newUserId()
  const own = callerFor(api.test.database, ada)
  const { id, version } = await own.task.create({ title: 'One' })
  await own.task.update({ id, version, title: 'Two' })
  await own.task.update({ id, version, title: 'Three' }).catch(() => undefined)
  await own.task.delete({ id: uuidv7() }).catch(() => undefined)
  for (let n = 0; n < 250; n++) await own.task.create({ title: `Task ${n}` })
  const log = new pg.Client({ connectionString: api.test.adminUrl })
  await log.connect()
  const { rows } = await log.query('select distinct seq::int from change where user_id = $1 order by seq', [ada])
  await log.end()
  const logged = rows.map(({ seq }) => seq)
  expect(logged).toHaveLength(252)

  using stream = await openStream(`${api.url}/trpc/sync.live?lastEventId=1`, await bearer(api, ada))
  await stream.next()
  const seqs: number[] = []
  while (seqs.length < 251) seqs.push(JSON.parse((await stream.next())?.data ?? '').seq)
  expect(seqs).toEqual(logged.slice(1))
})

test('a client with a number from before a restore or an erasure learns that it has to read everything again', async () => {
  const ada = newUserId()
  const own = callerFor(api.test.database, ada)
  await own.task.create({ title: 'One' })
  using future = await openStream(`${api.url}/trpc/sync.live?lastEventId=99`, await bearer(api, ada))
  await future.next()
  expect((await future.next())?.data).toBe('{"seq":1}')
  const open = await follow(api.clientFor(ada))
  await own.account.erase()
  await vi.waitFor(() => expect(open.seqs).toEqual([1, 2]), soon)
  using resumed = await openStream(`${api.url}/trpc/sync.live?lastEventId=1`, await bearer(api, ada))
  await resumed.next()
  expect((await resumed.next())?.data).toBe('{"seq":2}')
})

test('a change whose process died after the commit, before it could announce it, still arrives', async () => {
  const ada = newUserId()
  const open = await follow(api.clientFor(ada))
  const writer = new pg.Client({ connectionString: api.test.adminUrl })
  await writer.connect()
  // What a killed process leaves behind: the rows, and no announcement.
  await writer.query(`insert into change_counter (user_id, seq) values ($1, 1)`, [ada])
  await writer.query(
    `insert into change (user_id, seq, kind, row_id, version, list_ids, at) values ($1, 1, 'task', $2, 1, '{}', now())`,
    [ada, uuidv7()],
  )
  await writer.end()
  await vi.waitFor(() => expect(open.seqs).toEqual([0, 1]), { timeout: 5_000 })
})

test('a stream stays open during an outage of the database, and continues after it', async () => {
  const ada = newUserId()
  const open = await follow(api.clientFor(ada))
  const admin = new pg.Client({ connectionString: api.test.adminUrl })
  await admin.connect()
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await admin.end()
  const own = callerFor(api.test.database, ada)
  await vi.waitFor(async () => void (await own.task.create({ title: 'Later', id: uuidv7() })), 5_000)
  await vi.waitFor(() => expect(open.seqs).toEqual([0, 1]), { timeout: 5_000 })
  expect([open.states, open.errors]).toEqual([['connecting', 'pending'], []])
})

test('when its token expires, a stream continues with a new one: nothing is lost, and nothing arrives twice', async () => {
  const ada = newUserId()
  const seconds = () => Math.floor(Date.now() / 1_000)
  const client = clientOf<AppRouter>(api.url, () => api.issuer.token(ada, { exp: seconds() + 2 }))
  const open = await follow(client)
  const own = callerFor(api.test.database, ada)
  for (let n = 1; open.states.filter((state) => state === 'pending').length < 3; n++) {
    await own.task.create({ title: `Task ${n}` })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { seq } = await own.sync.changes({ since: null })
  await vi.waitFor(() => expect(open.seqs).toEqual(Array.from({ length: seq + 1 }, (_, n) => n)), soon)
  expect(open.errors).toEqual([])
}, 20_000)

test('a client whose session was revoked stops within seconds', async () => {
  const ada = newUserId()
  const token = await api.issuer.token(ada, { sid: 'stolen' })
  const open = await follow(clientOf<AppRouter>(api.url, token))
  api.issuer.revoke({ sid: 'stolen' })
  await vi.waitFor(() => expect(open.errors).toMatchObject([{ code: 'UNAUTHORIZED' }]), { timeout: 6_000 })
}, 10_000)
