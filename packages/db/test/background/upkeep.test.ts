// domain: tasks
import { openBackgroundDatabase, ownerOf } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'

let own: TestDatabase
let background: ReturnType<typeof openBackgroundDatabase>
let superuser: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  background = openBackgroundDatabase(own.url)
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await background[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

const query = async (sql: string, ...values: unknown[]) => (await superuser.query(sql, values)).rows
const days = async (userId: string, kind: string) =>
  (
    await query(
      `select round(extract(epoch from due_at - now()) / 86400)::int as days from due where user_id = $1 and kind = $2`,
      userId,
      kind,
    )
  )[0]?.days
const makeDue = (userId: string, kind: string) =>
  query('update due set due_at = now() where user_id = $1 and kind = $2', userId, kind)
const add = (userId: string) =>
  own.database.tasks.create(ownerOf(userId), {
    ...{ id: uuidv7(), title: 'Secret', notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null },
  })

test('rows that were deleted 30 days ago are removed, and no others, and none of another user', async () => {
  const [alice, bob] = [newUserId(), newUserId()]
  const ids: Record<string, string[]> = {}
  for (const userId of [alice, bob]) {
    const [old, recent, kept] = [await add(userId), await add(userId), await add(userId)]
    for (const { id } of [old, recent]) {
      await own.database.tasks.update(ownerOf(userId), id, { changes: { title: 'Renamed' } })
      await own.database.tasks.delete(ownerOf(userId), id)
    }
    await query(
      `update task set deleted_at = now() - interval '31 days' where user_id = $1 and id = $2`,
      userId,
      old.id,
    )
    await query(
      `update task set deleted_at = now() - interval '10 days' where user_id = $1 and id = $2`,
      userId,
      recent.id,
    )
    ids[userId] = [recent.id, kept.id]
  }
  expect(await days(alice, 'trash')).toBe(30)
  expect(await background.doUpkeep({ userId: alice, kind: 'trash' }, 'trash')).toBe(false)
  await makeDue(alice, 'trash')
  expect(await background.doUpkeep({ userId: alice, kind: 'trash' }, 'trash')).toBe(true)
  const left = await query('select id from task where user_id = $1', alice)
  expect(left.map(({ id }) => id).toSorted()).toEqual(ids[alice]?.toSorted())
  expect(await query('select from task where user_id = $1', bob)).toHaveLength(3)
  const texts = `select count(*)::int as texts from change where user_id = $1 and before ? 'title'`
  expect([await query(texts, alice), await query(texts, bob)]).toEqual([[{ texts: 1 }], [{ texts: 2 }]])
  // When the next row has been deleted for 30 days.
  expect(await days(alice, 'trash')).toBe(20)
})

test('every kind of row is removed after 30 days', async () => {
  const userId = newUserId()
  const [owner, listId] = [ownerOf(userId), uuidv7()]
  const { lists, sections, labels, filters, tasks } = own.database
  await lists.create(owner, { id: listId, title: 'Garden' })
  const kinds = { list: listId, section: uuidv7(), label: uuidv7(), filter: uuidv7(), task: (await add(userId)).id }
  await sections.create(owner, { id: kinds.section, title: 'Shade', listId })
  await labels.create(owner, { id: kinds.label, title: 'Home' })
  await filters.create(owner, { id: kinds.filter, title: 'Home', query: 'label:home' })
  await tasks.delete(owner, kinds.task)
  await labels.delete(owner, kinds.label)
  await filters.delete(owner, kinds.filter)
  await sections.delete(owner, kinds.section)
  await lists.delete(owner, listId)
  for (const kind of Object.keys(kinds))
    await query(`update "${kind}" set deleted_at = now() - interval '31 days' where user_id = $1`, userId)
  await makeDue(userId, 'trash')
  await background.doUpkeep({ userId, kind: 'trash' }, 'trash')
  for (const kind of Object.keys(kinds))
    expect(await query(`select from "${kind}" where user_id = $1`, userId)).toEqual([])
})

test.each([
  ['task', 'list'],
  ['list', 'task'],
])('the next removal is that of the row that was deleted first: a %s before a %s', async (first, second) => {
  const userId = newUserId()
  await add(userId)
  await own.database.lists.create(ownerOf(userId), { id: uuidv7(), title: 'Garden' })
  const age = (kind: string, age: number) =>
    query(`update "${kind}" set deleted_at = now() - $2 * interval '1 day' where user_id = $1`, userId, age)
  await age(first, 20)
  await age(second, 10)
  await makeDue(userId, 'trash')
  await background.doUpkeep({ userId, kind: 'trash' }, 'trash')
  expect(await days(userId, 'trash')).toBe(10)
})

test('rows that cannot be removed yet are checked again a day later', async () => {
  const userId = newUserId()
  const [parent, subtask] = [await add(userId), await add(userId)]
  await query(
    `update task set deleted_at = now() - interval '31 days' where user_id = $1 and id = $2`,
    userId,
    parent.id,
  )
  await query(`update task set parent_id = $3 where user_id = $1 and id = $2`, userId, subtask.id, parent.id)
  await makeDue(userId, 'trash')
  expect(await background.doUpkeep({ userId, kind: 'trash' }, 'trash')).toBe(true)
  expect(await query('select from task where user_id = $1', userId)).toHaveLength(2)
  expect(await days(userId, 'trash')).toBe(1)
  // If other rows were removed, there may be more of them.
  const { id } = await add(userId)
  await query(`update task set deleted_at = now() - interval '31 days' where user_id = $1 and id = $2`, userId, id)
  await makeDue(userId, 'trash')
  await background.doUpkeep({ userId, kind: 'trash' }, 'trash')
  expect(await query('select from task where user_id = $1', userId)).toHaveLength(2)
  expect(await days(userId, 'trash')).toBe(-1)
})

test('several processes do the same work once', async () => {
  const userId = newUserId()
  await add(userId)
  await makeDue(userId, 'trash')
  await using other = openBackgroundDatabase(own.url)
  const work = { userId, kind: 'trash' } as const
  const done = await Promise.all([background, other, background, other].map((each) => each.doUpkeep(work, 'trash')))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(await days(userId, 'trash')).toBe(30)
})

test('changes are kept for 90 days, and an owner without any is not checked again', async () => {
  const userId = newUserId()
  await add(userId)
  await makeDue(userId, 'log')
  await background.doUpkeep({ userId, kind: 'log' }, 'log')
  expect(await query('select from change where user_id = $1', userId)).toHaveLength(1)
  expect(await days(userId, 'log')).toBe(30)
  await query(`update change set at = now() - interval '91 days' where user_id = $1`, userId)
  for (const kind of ['log', 'trash'] as const) {
    await makeDue(userId, kind)
    await background.doUpkeep({ userId, kind }, kind)
    expect(await days(userId, kind)).toBeUndefined()
  }
  expect(await query('select from change where user_id = $1', userId)).toEqual([])
})

test('a file that was sent for an import is removed after a day, but no newer file and none of another user', async () => {
  const [alice, bob, imports] = [newUserId(), newUserId(), own.database.imports]
  const [importId, newer] = [uuidv7(), uuidv7()]
  const content = Buffer.from('TYPE,CONTENT')
  const put = (userId: string, id: string, part: number) =>
    imports.put(ownerOf(userId), { importId: id, part, parts: 2, name: 'Work.csv', content })
  const age = (userId: string, hours: number) =>
    query(`update import_part set created_at = created_at - $2 * interval '1 hour' where user_id = $1`, userId, hours)
  const hours = (userId: string) =>
    query(
      `select round(extract(epoch from due_at - now()) / 3600)::int as hours from due where user_id = $1 and kind = 'import'`,
      userId,
    )
  for (const userId of [alice, bob]) for (const part of [0, 1]) await put(userId, importId, part)
  expect(await hours(alice)).toEqual([{ hours: 24 }])
  await age(bob, 25)
  await age(alice, 5)
  await makeDue(alice, 'import')
  await background.doUpkeep({ userId: alice, kind: 'import' }, 'import')
  expect((await imports.file(ownerOf(alice), importId)).bytes).toHaveLength(24)
  expect(await hours(alice)).toEqual([{ hours: 19 }])
  // Another file replaces the first one, and does not delay its removal.
  await put(alice, newer, 0)
  expect(await hours(alice)).toEqual([{ hours: 19 }])
  await age(alice, 25)
  await makeDue(alice, 'import')
  await background.doUpkeep({ userId: alice, kind: 'import' }, 'import')
  expect(await query('select from import_part where user_id = $1', alice)).toEqual([])
  expect(await hours(alice)).toEqual([])
  expect(await query('select from import_part where user_id = $1', bob)).toHaveLength(2)
})

test('an erasure leaves only its own record, which is removed when it no longer refuses writes', async () => {
  const userId = newUserId()
  await add(userId)
  await own.database.eraseOwner(userId)
  expect(await query('select kind from due where user_id = $1 order by 1', userId)).toEqual([{ kind: 'erasure' }])
  await makeDue(userId, 'erasure')
  await background.doUpkeep({ userId, kind: 'erasure' }, 'erasure')
  expect(await query('select from erasure where user_id = $1', userId)).toHaveLength(1)
  await query('update erasure set until = now() where user_id = $1', userId)
  await makeDue(userId, 'erasure')
  await background.doUpkeep({ userId, kind: 'erasure' }, 'erasure')
  expect(await query('select from erasure where user_id = $1', userId)).toEqual([])
  expect(await query('select from due where user_id = $1', userId)).toEqual([])
})

test('work that was postponed is done five minutes later', async () => {
  const userId = newUserId()
  await add(userId)
  await makeDue(userId, 'trash')
  await background.postpone({ userId, kind: 'trash' })
  expect(await background.doUpkeep({ userId, kind: 'trash' }, 'trash')).toBe(false)
  const text = `select round(extract(epoch from due_at - now()) / 60)::int as minutes from due where user_id = $1 and kind = 'trash'`
  expect(await query(text, userId)).toEqual([{ minutes: 5 }])
  // It is postponed only by the process that could do it.
  await background.postpone({ userId, kind: 'log' })
  expect(await days(userId, 'log')).toBe(30)
})

test('disposing of it closes its connections', async () => {
  const pids = async (): Promise<number[]> =>
    (
      await query(`select pid from ${own.activity} where datname = current_database()
        and application_name = 'ownlist-background'`)
    ).map(({ pid }) => pid)
  const before = await pids()
  let opened: number[] = []
  {
    await using other = openBackgroundDatabase(own.url)
    await other.assertRestrictedRole()
    opened = (await pids()).filter((pid) => !before.includes(pid))
    expect(opened).toHaveLength(1)
  }
  await expect.poll(async () => (await pids()).filter((pid) => opened.includes(pid))).toEqual([])
})

test('the connections have the name of the program', async () => {
  const text = `select distinct application_name as name from ${own.activity} where datname = current_database()
    and application_name like 'ownlist%'`
  expect(await query(text)).toContainEqual({ name: 'ownlist-background' })
})
