// domain: tasks
import { ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { arrayCasts, interceptStatements, unnamedTargets } from '@ownlist/testkit/statements'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../src/connections.js'
import { read, readStatement, write } from '../src/statements.js'
import { createDomainStores, type DomainStores } from '../src/stores.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const fields = { title: 'Water', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const
const everything = { limit: 1, status: 'all', search: '', after: null } as const
const unavailable = expect.objectContaining({ name: 'StoreError', code: 'UNAVAILABLE' })

/** Runs every SQL statement, and reads every kind of page. */
async function useAll({ tasks, lists, sections }: DomainStores): Promise<void> {
  const [owner, id, listId] = [ownerOf(newUserId()), uuidv7(), uuidv7()]
  for (const each of [listId, uuidv7()]) await lists.create(owner, { id: each, title: 'Garden' })
  for (const each of [id, uuidv7()]) await tasks.create(owner, { ...fields, id: each })
  await tasks.create(owner, { ...fields, id })
  await tasks.get(owner, id)
  await tasks.update(owner, id, { changes: { notes: 'twice' } })
  await tasks.delete(owner, id)
  await tasks.restore(owner, id)
  const label = uuidv7()
  const other = { ...fields, dueTime: '09:00' }
  await tasks.create(owner, { ...other, id: uuidv7() })
  await tasks.update(owner, id, { changes: { dueTime: '09:00' } })
  await expect(tasks.update(owner, id, { changes: { labelIds: [label] } })).rejects.toThrow('no such label')
  await expect(tasks.create(owner, { ...other, id: uuidv7(), parentId: uuidv7() })).rejects.toThrow('no such parent')
  for (const each of [uuidv7(), uuidv7()]) await sections.create(owner, { id: each, listId, title: 'In the shade' })
  const some = await sections.list(owner, everything)
  await sections.list(owner, { ...everything, after: some.next })
  await sections.get(owner, some.items[0]?.id ?? '')
  await lists.get(owner, listId)
  const { next } = await lists.list(owner, everything)
  await lists.list(owner, { ...everything, after: next })
  for (const search of ['', 'water', 'watre']) {
    for (const after of [null, next]) {
      await tasks.list(owner, { ...everything, search, after })
      for (const list of [listId, null]) await tasks.list(owner, { ...everything, search, after, listId: list })
    }
  }
  for (const after of [null, next]) {
    await tasks.list(owner, { ...everything, after, labelId: label })
    await tasks.list(owner, { ...everything, after, parentId: id })
    await tasks.list(owner, { ...everything, after, status: 'open', dueUntil: '2026-11-24' })
  }
}

// With Citus, writes have another form.
test.skipIf(inject('citusCluster') !== null)(
  'every statement in SQL is prepared once on a connection, however often it runs',
  async () => {
    await using connections = connect(own.url, { max: 1 })
    const prepared = async () => {
      const { rows } = await connections.pool.query<{ name: string; since: string }>(
        "select name, prepare_time::text as since from pg_prepared_statements where name <> '' order by name",
      )
      return rows
    }
    const stores = createDomainStores(connections)
    await useAll(stores)
    const first = await prepared()
    const pages = ['any', 'none', 'one'].flatMap((list) =>
      ['', '_after', '_words', '_words_after', '_typos', '_typos_after'].map((rest) => `task_list_${list}${rest}`),
    )
    const filtered = ['filtered', 'due_filtered', 'subtasks_filtered'].flatMap((name) => [name, `${name}_after`])
    pages.push(...filtered.map((name) => `task_list_any_${name}`))
    const changes = ['insert', 'insert_whole', 'update', 'update_whole', 'delete', 'restore']
    const logs = ['insert', 'update', 'update_whole', 'delete', 'restore'].map((name) => `log_${name}`)
    const others = ['get', 'find', ...changes, ...logs].map((name) => `task_${name}`)
    const sections = ['section_get', 'section_list', 'section_list_after']
    const lists = ['list_get', 'list_list', 'list_list_after']
    const due = ['due_wake', 'due_wake_owner']
    const all = [...pages, ...others, ...lists, ...sections, ...due, 'scope_settings', 'counter_step', 'time_limit']
    expect(first.map(({ name }) => name).toSorted()).toEqual(all.toSorted())
    await useAll(stores)
    expect(await prepared()).toEqual(first)
  },
)

test('no statement contains anything that a Citus cluster would refuse', async () => {
  using statements = interceptStatements(own.url)
  const seen: string[] = []
  statements.change = (sql) => {
    seen.push(sql)
    return sql
  }
  await using connections = connect(own.url)
  const stores = createDomainStores(connections)
  await useAll(stores)
  const [owner, listId] = [ownerOf(newUserId()), uuidv7()]
  await stores.lists.create(owner, { id: listId, title: 'Garden' })
  await stores.lists.delete(owner, listId)
  expect(seen).toContainEqual(expect.stringContaining('update task'))
  expect(seen).toContainEqual(expect.stringMatching(/insert into change .+ returning row_id/s))
  expect(seen.flatMap(arrayCasts)).toEqual([])
  expect(seen.flatMap(unnamedTargets)).toEqual([])
  expect(arrayCasts('update task set title = case when $1 = any ($2::uuid[]) then $3 end')).toEqual(['$2'])
  expect(unnamedTargets('insert into change select from task returning seq')).toEqual(['change'])
})

describe('a database that is not there', () => {
  test('makes reads and writes unavailable', async () => {
    await using connections = connect('postgresql://api@127.0.0.1:1/ownlist')
    const { tasks } = createDomainStores(connections)
    const owner = ownerOf(newUserId())
    await expect(tasks.get(owner, uuidv7())).rejects.toEqual(unavailable)
    await expect(tasks.delete(owner, uuidv7())).rejects.toEqual(unavailable)
  })
})

test('an error that is our own fault is passed on unchanged', async () => {
  await using connections = connect(own.url)
  const owner = ownerOf(newUserId())
  const reading = readStatement('read', 'select 1 / 0 as n limit 1')
  await expect(read(connections, owner, { statement: reading, values: [] })).rejects.toMatchObject({ code: '22012' })
  const writing = { name: 'write', text: 'select $1::text, $2::text, 1 / 0' }
  await expect(write(connections, owner, [{ statement: writing, values: [''] }])).rejects.toMatchObject({
    code: '22012',
  })
})

describe('a read that takes longer than half a second', () => {
  test('is refused if it is a search, and otherwise returns its rows', async () => {
    using statements = interceptStatements(own.url)
    statements.change = (sql) => sql.replace('from scope, lateral', 'from scope, pg_sleep(0.7), lateral')
    await using connections = connect(own.url)
    const { tasks } = createDomainStores(connections)
    const [owner, id] = [ownerOf(newUserId()), uuidv7()]
    await own.database.tasks.create(owner, { ...fields, id })
    await expect(tasks.list(owner, { ...everything, search: 'water' })).rejects.toMatchObject({
      code: 'SEARCH_TOO_SLOW',
      cause: { code: '57014' },
    })
    expect(await tasks.list(owner, everything)).toMatchObject({ items: [{ id }] })
  })

  test('is also unavailable for a search, if the database cannot be reached', async () => {
    await using connections = connect('postgresql://api@127.0.0.1:1/ownlist')
    const { tasks } = createDomainStores(connections)
    const search = tasks.list(ownerOf(newUserId()), { ...everything, search: 'water' })
    await expect(search).rejects.toEqual(unavailable)
  })
})

test('while an erasure runs, creates and changes wait for it', async () => {
  const [owner, id] = [ownerOf(newUserId()), uuidv7()]
  const { tasks } = own.database
  await tasks.create(owner, { ...fields, id })
  const [erasure, watcher] = [0, 1].map(() => new pg.Client({ connectionString: own.adminUrl })) as [
    pg.Client,
    pg.Client,
  ]
  await Promise.all([erasure.connect(), watcher.connect()])
  await erasure.query('begin')
  await erasure.query('update change_counter set seq = seq + 1 where user_id = $1', [owner.userId])
  const creating = tasks.create(owner, { ...fields, id: uuidv7() })
  const changing = tasks.update(owner, id, { changes: { title: 'Changed' } })
  const waiting = `select 1 from ${own.activity} where wait_event_type = 'Lock' and datname = current_database()`
  // Within a transaction, the view of the activity does not change.
  await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(2)
  await erasure.query('commit')
  await Promise.all([erasure.end(), watcher.end()])
  expect(await creating).toMatchObject({ version: 1 })
  expect(await changing).toMatchObject({ version: 2 })
})
