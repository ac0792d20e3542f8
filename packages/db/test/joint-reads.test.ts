// domain: tasks
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { interceptStatements } from '@ownlist/testkit/statements'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connections, connect } from '../src/connections.js'
import { type OwnerScope, ownerOf } from '../src/owner-scope.js'
import { createDomainStores } from '../src/stores.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const fields = { title: 'Water', notes: '', priority: 'none', dueOn: null, completedAt: null } as const

/** A user with a list that contains this number of tasks. */
async function person(tasks: number) {
  const [userId, listId] = [newUserId(), uuidv7()]
  await own.database.lists.create(ownerOf(userId), { id: listId, title: 'Garden' })
  const ids = Array.from({ length: tasks }, () => uuidv7())
  for (const id of ids) await own.database.tasks.create(ownerOf(userId), { ...fields, id, listId, title: id })
  return { userId, listId, ids }
}

/** The parameters of the statements in each message that these connections send. */
function messagesOf({ pool }: Connections): string[][] {
  const messages: string[][] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((sent: { readonly statements?: readonly { readonly values: readonly unknown[] }[] }) => {
      // A new connection also sends a query of its own.
      if (sent.statements) messages.push(sent.statements.map(({ values }) => JSON.stringify(values.slice(0, 2))))
      return query(sent)
    }) as typeof client.query
  })
  return messages
}

test('ten reads of one user at the same time are one message, and each gets its own rows', async () => {
  const { userId, ids } = await person(10)
  await using connections = connect(own.url)
  const messages = messagesOf(connections)
  const { tasks } = createDomainStores(connections)
  const found = await Promise.all(ids.map((id) => tasks.get(ownerOf(userId), id)))
  expect(found.map(({ id, title }) => [id, title])).toEqual(ids.map((id) => [id, id]))
  expect(messages.map((statements) => statements.length)).toEqual([10])
})

test('more than ten reads of one user are sent in several messages', async () => {
  const { userId, ids } = await person(1)
  const [id = ''] = ids
  await using connections = connect(own.url)
  const messages = messagesOf(connections)
  const { tasks } = createDomainStores(connections)
  await Promise.all(Array.from({ length: 25 }, () => tasks.get(ownerOf(userId), id)))
  expect(messages.map((statements) => statements.length).sort()).toEqual([10, 10, 5])
})

test('no message contains reads of two users, or of two apps of one user', async () => {
  const [ada, bob] = [await person(1), await person(1)]
  await using connections = connect(own.url)
  const messages = messagesOf(connections)
  const { tasks } = createDomainStores(connections)
  const scopes: OwnerScope[] = [ada, bob].flatMap(({ userId, listId }) => [
    { userId, lists: null },
    { userId, lists: [listId] },
    { userId, lists: [uuidv7()] },
  ])
  const everything = { limit: 1, status: 'all', search: '', after: null } as const
  const pages = await Promise.all([...scopes, ...scopes].map((scope) => tasks.list(scope, everything)))
  const counts = pages.map(({ items }) => items.length)
  expect(counts).toEqual([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0])
  expect(messages).toHaveLength(scopes.length)
  for (const owners of messages) expect(new Set(owners).size).toBe(1)
})

test('if a read fails, the reads that were sent with it do not', async () => {
  const { userId, ids } = await person(2)
  const [first = '', second = ''] = ids
  using statements = interceptStatements(own.url)
  statements.change = (sql) =>
    sql.replace('from scope, lateral', `from scope, generate_series(1, 1 / ($4 <> '${first}'::uuid)::int), lateral`)
  await using connections = connect(own.url)
  const { tasks } = createDomainStores(connections)
  const [broken, whole] = await Promise.allSettled([first, second].map((id) => tasks.get(ownerOf(userId), id)))
  expect(broken).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
  expect(whole).toMatchObject({ status: 'fulfilled', value: { id: second } })
})

test('reads that are sent together are unavailable together', async () => {
  await using connections = connect('postgresql://api@127.0.0.1:1/ownlist')
  const { tasks } = createDomainStores(connections)
  const owner = ownerOf(newUserId())
  const reads = await Promise.allSettled([1, 2, 3].map(() => tasks.get(owner, uuidv7())))
  for (const read of reads) expect(read).toMatchObject({ reason: { name: 'StoreError', code: 'UNAVAILABLE' } })
})
