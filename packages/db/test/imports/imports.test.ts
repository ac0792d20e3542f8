import { type ImportRows, openBackgroundDatabase, openDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, execute, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from '../../src/connections.js'
import { importDomain } from '../../src/imports/import-store.js'

// Row-level security does not apply to the superuser, so only the statements themselves keep Bob's rows from Alice.

let own: TestDatabase
let database: ReturnType<typeof openDatabase>
let superuser: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  database = openDatabase(own.adminUrl)
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await database[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

let alice: ReturnType<typeof ownerOf>
let bob: ReturnType<typeof ownerOf>
beforeEach(() => {
  alice = ownerOf(newUserId())
  bob = ownerOf(newUserId())
})

const query = async (sql: string, ...values: unknown[]) => (await superuser.query(sql, values)).rows

describe('the parts of a file', () => {
  const importId = uuidv7()
  const put = (owner: typeof alice, part: number, { id = importId, parts = 2, text = `${part}` } = {}) =>
    database.imports.put(owner, { importId: id, part, parts, name: 'Work.csv', content: Buffer.from(text) })
  const read = async (owner: typeof alice) => {
    const { name, bytes } = await database.imports.file(owner, importId)
    return [name, Buffer.from(bytes).toString()]
  }

  test('are counted, joined in order and discarded for one user only', async () => {
    for (const part of [0, 1]) await put(bob, part, { text: 'his ' })
    const missing = { code: 'NOT_FOUND', message: expect.stringContaining('complete file') }
    await expect(database.imports.file(alice, importId)).rejects.toMatchObject(missing)
    expect(await database.imports.discard(alice, importId)).toBe(false)
    expect(await put(alice, 1)).toBe(1)
    await expect(database.imports.file(alice, importId)).rejects.toMatchObject(missing)
    expect([await put(alice, 1, { text: 'again' }), await put(alice, 0)]).toEqual([1, 2])
    expect(await read(alice)).toEqual(['Work.csv', '0again'])
    expect(await database.imports.discard(alice, uuidv7())).toBe(false)
    expect(await database.imports.discard(alice, importId)).toBe(true)
    await expect(database.imports.file(alice, importId)).rejects.toMatchObject(missing)
    expect(await read(bob)).toEqual(['Work.csv', 'his his '])
  })

  test('are in order, even if PostgreSQL reads them without an index', async () => {
    await using other = await createTestDatabase()
    const name = new URL(other.url).pathname.slice(1)
    await execute(
      other.adminUrl,
      ['indexscan', 'bitmapscan'].map((scan) => `alter database "${name}" set enable_${scan} = off`),
    )
    await using unindexed = openDatabase(other.url)
    for (const part of [1, 0])
      await unindexed.imports.put(alice, { importId, part, parts: 2, name: 'a', content: Buffer.from(`${part}`) })
    expect(Buffer.from((await unindexed.imports.file(alice, importId)).bytes).toString()).toBe('01')
  })

  test('of another file, or of the same one that was split differently, are removed', async () => {
    await put(bob, 0)
    const stored = () => query('select part, parts from import_part where user_id = $1', alice.userId)
    await put(alice, 0, { id: uuidv7() })
    expect(await put(alice, 1)).toBe(1)
    expect(await stored()).toEqual([{ part: 1, parts: 2 }])
    expect(await put(alice, 0, { parts: 3 })).toBe(1)
    expect(await stored()).toEqual([{ part: 0, parts: 3 }])
    expect(await query('select from import_part where user_id = $1', bob.userId)).toHaveLength(1)
  })

  test('are removed a day after the first one, and immediately with an erasure, after which none are accepted', async () => {
    const due = () =>
      query(
        `select round(extract(epoch from due_at - now()) / 3600)::int as hours from due where user_id = $1 and kind = 'import'`,
        alice.userId,
      )
    await put(bob, 0)
    await put(alice, 0)
    expect(await due()).toEqual([{ hours: 24 }])
    await query(`update due set due_at = now() + interval '30 hours' where user_id = $1`, alice.userId)
    await put(alice, 1)
    expect(await due()).toEqual([{ hours: 30 }])
    expect(await database.eraseOwner(alice.userId)).toBe(2)
    await expect(put(alice, 0)).rejects.toMatchObject({ code: 'ERASED' })
    expect(await query('select from import_part where user_id = $1', bob.userId)).toHaveLength(1)
  })
})

const nothing: ImportRows = { lists: [], sections: [], labels: [], filters: [], tasks: [] }
const position = 'a0'
const list = () => ({ id: uuidv7(), title: 'Garden', color: null, archivedAt: null, position })
const label = () => ({ id: uuidv7(), title: 'Home', color: null, position })
const filter = () => ({ id: uuidv7(), title: 'Today', query: 'today', position })
const task = (fields: Partial<ImportRows['tasks'][number]> = {}) => ({
  ...{
    id: uuidv7(),
    title: 'Water',
    notes: '',
    priority: 'none' as const,
    position,
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  ...{ dueOn: null, dueTime: null, dueZone: null, deadlineOn: null, deadlineTime: null, deadlineZone: null },
  ...{ recurrence: null, recurrenceFrom: 'schedule' as const, completedAt: null, remindBefore: [], remindAt: [] },
  ...{ listId: null, sectionId: null, parentId: null, labelIds: [], ...fields },
})

describe('an import', () => {
  test('logs each row with its list, and its rows say where they come from', async () => {
    const [garden, section] = [list(), { id: uuidv7(), title: 'Shade', position }]
    const rows = {
      lists: [garden],
      sections: [{ ...section, listId: garden.id }],
      labels: [label()],
      filters: [filter()],
      tasks: [
        task({ listId: garden.id, dueOn: '2026-12-01', deadlineOn: '2026-12-02' }),
        task({ completedAt: '2026-02-01T00:00:00.000Z' }),
      ],
    }
    const written: number[] = []
    expect(await database.imports.apply(alice, rows, { onRows: (count) => written.push(count) })).toBe(true)
    expect(written).toEqual([1, 2, 3, 4, 6])
    const logged = await query(
      'select kind, row_id as id, version, before, list_ids as lists from change where user_id = $1',
      alice.userId,
    )
    const entry = (kind: string, id: string | undefined, lists: string[]) => ({
      kind,
      id,
      version: 1,
      before: null,
      lists,
    })
    expect(logged).toHaveLength(6)
    expect(logged).toEqual(
      expect.arrayContaining([
        entry('list', garden.id, [garden.id]),
        entry('section', section.id, [garden.id]),
        entry('label', rows.labels[0]?.id, []),
        entry('filter', rows.filters[0]?.id, []),
        entry('task', rows.tasks[0]?.id, [garden.id]),
        entry('task', rows.tasks[1]?.id, []),
      ]),
    )
    for (const kind of ['list', 'section', 'label', 'filter', 'task']) {
      const found = await query(`select digest, version from "${kind}" where user_id = $1`, alice.userId)
      expect(found).toEqual(found.map(() => ({ digest: 'import', version: 1 })))
    }
    const { items } = await database.tasks.list(alice, { limit: 9, status: 'all', search: '', after: null })
    expect(items).toHaveLength(2)
    for (const each of rows.tasks) expect(items).toContainEqual(expect.objectContaining(each))
  })

  test.each(['lists', 'labels', 'filters', 'tasks'] as const)(
    'with only %s is applied once, whatever others have',
    async (kind) => {
      const rows = { ...nothing, [kind]: [{ lists: list, labels: label, filters: filter, tasks: task }[kind]()] }
      expect(await database.imports.apply(bob, rows)).toBe(true)
      expect(await database.imports.apply(alice, rows)).toBe(true)
      expect(await database.imports.apply(alice, rows)).toBe(false)
    },
  )

  test('of nothing is applied', async () => {
    await database.imports.apply(alice, { ...nothing, tasks: [task()] })
    expect(await database.imports.apply(alice, nothing)).toBe(true)
  })

  test('that is cancelled after its last row leaves nothing, and one of an erased user is refused', async () => {
    const cancel = new AbortController()
    const options = { signal: cancel.signal, onRows: () => cancel.abort(new Error('cancelled')) }
    const rows = { ...nothing, labels: [label()] }
    await expect(database.imports.apply(alice, rows, options)).rejects.toThrow('cancelled')
    expect(await query('select from label where user_id = $1', alice.userId)).toEqual([])
    await database.eraseOwner(alice.userId)
    await expect(database.imports.apply(alice, rows)).rejects.toMatchObject({ code: 'ERASED' })
  })

  test('is announced to the streams of its user once, after it is committed', async () => {
    await using connections = connect(own.url)
    const announced = vi.spyOn(connections.feed, 'announce')
    const imports = importDomain.createStore(connections)
    const rows = { ...nothing, labels: [label()] }
    expect([await imports.apply(alice, rows), await imports.apply(alice, rows)]).toEqual([true, false])
    expect(announced.mock.calls).toEqual([[alice.userId, 1]])
  })

  test('reports its progress after every 500 rows', async () => {
    const written: number[] = []
    const rows = (count: number) => ({ ...nothing, labels: Array.from({ length: count }, label) })
    for (const count of [500, 501])
      await database.imports.apply(count === 500 ? alice : bob, rows(count), { onRows: (each) => written.push(each) })
    expect(written).toEqual([500, 500, 501])
  })

  test('is unavailable while the database cannot be reached', async () => {
    await using unreachable = openDatabase('postgresql://api@127.0.0.1:1/ownlist')
    await expect(unreachable.imports.apply(alice, nothing)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'UNAVAILABLE',
    })
  })
})

test('a file that was sent more than a day ago is removed, but no newer file, and none of another user', async () => {
  await using background = openBackgroundDatabase(own.adminUrl)
  const put = (owner: typeof alice, part: number) =>
    database.imports.put(owner, { importId: uuidv7(), part, parts: 2, name: 'Work.csv', content: Buffer.from('x') })
  const upkeep = async (hours: number) => {
    const age = `update import_part set created_at = now() - $2 * interval '1 hour' where user_id = $1`
    await query(age, alice.userId, hours)
    await query(age, bob.userId, 30)
    await query('update due set due_at = now() where user_id = $1', alice.userId)
    await background.doUpkeep({ userId: alice.userId, kind: 'import' }, 'import')
    const due = `select round(extract(epoch from due_at - now()) / 3600)::int as hours from due where user_id = $1 and kind = 'import'`
    return [
      await query('select part from import_part where user_id = $1', alice.userId),
      await query(due, alice.userId),
    ]
  }
  await put(bob, 0)
  await put(alice, 0)
  expect(await upkeep(5)).toEqual([[{ part: 0 }], [{ hours: 19 }]])
  expect(await upkeep(25)).toEqual([[], []])
  expect(await query('select from import_part where user_id = $1', bob.userId)).toHaveLength(1)
})

describe('the quota of an import', () => {
  const named = 'user_id, id, title, position, digest, version, created_at, updated_at'
  const values = "$1, gen_random_uuid(), 'Title', 'a0', '', 1, now(), now()"
  const fill = (kind: string, rows: number, more: readonly (readonly [column: string, value: string])[] = []) =>
    query(
      `insert into "${kind}" (${[named, ...more.map(([column]) => column)].join()})
         select ${[values, ...more.map(([, value]) => value)].join()} from generate_series(1, $2)`,
      alice.userId,
      rows,
    )

  test('is that of each kind of row, is filled exactly, and counts only the rows of its user', async () => {
    const garden = list()
    await database.imports.apply(alice, { ...nothing, lists: [garden] })
    await database.imports.apply(bob, { ...nothing, filters: Array.from({ length: 10 }, filter) })
    await fill('list', 998)
    await fill('section', 4_999, [['list_id', `'${garden.id}'`]])
    await fill('label', 999)
    await fill('filter', 499, [['query', "'today'"]])
    await fill('task', 99_999, [
      ['notes', "''"],
      ['priority', "'none'"],
    ])
    const section = () => ({ id: uuidv7(), title: 'Shade', position, listId: garden.id })
    const kinds = {
      lists: [list, 'list', 1_000],
      sections: [section, 'section', 5_000],
      labels: [label, 'label', 1_000],
      filters: [filter, 'filter', 500],
      tasks: [task, 'task', 100_000],
    } as const
    for (const [name, [create, what, limit]] of Object.entries(kinds)) {
      const rows = (count: number) => ({ ...nothing, [name]: Array.from({ length: count }, () => create()) })
      const refused = {
        code: 'QUOTA_EXCEEDED',
        message: expect.stringContaining(`${limit.toLocaleString('en')} ${what}s`),
      }
      await expect(database.imports.apply(alice, rows(2)), name).rejects.toMatchObject(refused)
      expect(await database.imports.apply(alice, rows(1)), name).toBe(true)
    }
    // A kind that is over its quota, because the quota was lowered, refuses no import of other kinds.
    await fill('label', 1)
    await query('delete from filter where user_id = $1', alice.userId)
    expect(await database.imports.apply(alice, { ...nothing, filters: [filter()] })).toBe(true)
  })
})
