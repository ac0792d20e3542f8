import { createCaller, createPageRoom } from '@ownlist/api'
import { ownerOf, type Stores } from '@ownlist/db'
import { callerFor, createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { manyRows } from './rows.js'

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

interface Event {
  readonly rows: number
  readonly of: number
  readonly done: boolean
  readonly repeated: boolean | null
}

/** Sends a file in parts of a few bytes. */
async function send(userId: string, content: string, { importId = uuidv7(), name = 'file.json' } = {}) {
  const bytes = Buffer.from(content)
  const size = Math.max(1, Math.ceil(bytes.length / 3))
  const parts = Math.ceil(bytes.length / size)
  for (let part = parts - 1; part >= 0; part--) {
    const piece = bytes.subarray(part * size, (part + 1) * size).toString('base64')
    await callerFor(own.database, userId).import.read({ importId, name, part, parts, content: piece })
  }
  return importId
}

/** Like the stream, with a signal. */
async function apply(userId: string, importId: string, signal = new AbortController().signal): Promise<Event[]> {
  const stores: Stores = own.database
  const context = { ...stores, caller: { userId, scopes: null }, room: createPageRoom() }
  const events: Event[] = []
  const stream = await createCaller(context, { signal }).import.run({ importId, timeZone: 'Europe/Berlin' })
  for await (const event of stream) events.push(event)
  return events
}

async function exported(userId: string, format: 'json' | 'csv' | 'todoTxt' | 'ics' = 'json'): Promise<string> {
  let text = ''
  let cursor: string | null = null
  do {
    const part: { text: string; nextCursor: string | null } = await callerFor(own.database, userId).export[format]({
      cursor,
    })
    text += part.text
    cursor = part.nextCursor
  } while (cursor !== null)
  return text
}

const titles = async (userId: string) =>
  (await callerFor(own.database, userId).task.list({ limit: 200 })).items.map(({ title }) => title).sort()

const files = [
  ['todoist', 'Work.csv', 'TYPE,CONTENT,INDENT,DATE\ntask,One @a,1,every saturday\ntask,Two,2,\n'],
  ['ticktick', 'a.csv', '"Date: x"\n"List Name","Title","taskId","parentId"\nHome,One,1,\nHome,Two,2,1\n'],
  ['outlook', 'a.csv', 'Subject,Due Date\nOne,10/15/2026\nTwo,\n'],
  ['microsoft-to-do', 'a.json', '[{"title":"One","importance":"high","checklistItems":[{"displayName":"Two"}]}]'],
  [
    'google-tasks',
    'a.json',
    '{"kind":"tasks#tasks","items":[{"id":"1","title":"One"},{"id":"2","title":"Two","parent":"1"}]}',
  ],
  [
    'vikunja-json',
    'a.json',
    '[{"id":1,"title":"L","tasks":[{"id":2,"title":"One","repeat_after":86400},{"id":3,"title":"Two"}]}]',
  ],
  ['things', 'a.json', '[{"type":"to-do","attributes":{"title":"One"}},{"type":"to-do","attributes":{"title":"Two"}}]'],
  [
    'ics',
    'a.ics',
    'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:One\r\nEND:VTODO\r\nBEGIN:VTODO\r\nSUMMARY:Two\r\nEND:VTODO\r\nEND:VCALENDAR\r\n',
  ],
  ['todo.txt', 'todo.txt', '(A) One +List @label\nx 2026-01-02 Two\n'],
  [
    'ownlist',
    'a.json',
    '{"format":"ownlist","version":1,"tasks":[{"key":"1","title":"One"},{"key":"2","title":"Two","parentKey":"1"}]}',
  ],
] as const

test.each(files)(
  'imports a file of %s once, however often it is applied, and only for its sender',
  async (format, name, content) => {
    const [alice, bob] = [newUserId(), newUserId()]
    const importId = await send(alice, content, { name })
    const preview = await callerFor(own.database, alice).import.preview({ importId })
    expect(preview).toMatchObject({ format, tasks: 2, lossCount: 0 })
    const [first, second] = [await apply(alice, importId), await apply(alice, importId)]
    expect(first.at(-1)).toMatchObject({ done: true, repeated: false })
    expect(second.at(-1)).toMatchObject({ done: true, repeated: true })
    expect(await titles(alice)).toEqual(['One', 'Two'])
    await expect(apply(bob, importId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await titles(bob)).toEqual([])
  },
)

test('an import is one action in the log, reports its progress, and gives each row a position in order', async () => {
  const userId = newUserId()
  const lines = Array.from({ length: 700 }, (_, at) => `Task ${at} +List`)
  const importId = await send(userId, lines.join('\n'), { name: 'todo.txt' })
  const events = await apply(userId, importId)
  expect(events.map(({ rows }) => rows)).toEqual(events.map(({ rows }) => rows).toSorted((one, other) => one - other))
  expect(events.filter(({ done }) => done)).toEqual([{ rows: 701, of: 701, done: true, repeated: false }])
  const caller = callerFor(own.database, userId)
  const { changes } = await caller.sync.changes({ since: 0, limit: 200 })
  expect(new Set(changes.map(({ seq }) => seq)).size).toBe(1)
  const { tasks } = JSON.parse(await exported(userId)) as { tasks: { title: string; position: string }[] }
  const inOrder = tasks.toSorted((one, other) => (one.position < other.position ? -1 : 1)).map(({ title }) => title)
  expect(inOrder).toEqual(lines.map((line) => line.replace(' +List', '')))
})

test('an import that is cancelled in the middle leaves nothing', async () => {
  const userId = newUserId()
  const cancel = new AbortController()
  const rows = manyRows(1_100)
  const attempt = own.database.imports.apply(ownerOf(userId), rows, {
    signal: cancel.signal,
    onRows: (count) => count >= 500 && cancel.abort(new Error('cancelled')),
  })
  await expect(attempt).rejects.toThrow('cancelled')
  expect(await titles(userId)).toEqual([])
  expect((await callerFor(own.database, userId).sync.changes({ since: 0 })).changes).toEqual([])
  expect(await own.database.imports.apply(ownerOf(userId), rows)).toBe(true)
  expect(await own.database.imports.apply(ownerOf(userId), rows)).toBe(false)
})

test('an import that would exceed the quota writes nothing, and says so', async () => {
  const userId = newUserId()
  const caller = callerFor(own.database, userId)
  await caller.list.create({ title: 'Mine' })
  const lists = Array.from({ length: 1_000 }, (_, at) => ({ key: `${at}`, title: `List ${at}` }))
  const importId = await send(userId, JSON.stringify({ format: 'ownlist', version: 1, lists }))
  await expect(apply(userId, importId)).rejects.toMatchObject({ code: 'FORBIDDEN', message: /limit of 1,000 lists/ })
  expect((await caller.list.list({})).items.map(({ title }) => title)).toEqual(['Mine'])
})

test('exporting and importing again gives the same rows, and a file never contains another person’s rows', async () => {
  const [ada, eve, bob] = [newUserId(), newUserId(), newUserId()]
  const caller = callerFor(own.database, ada)
  await callerFor(own.database, bob).task.create({ title: 'Bob’s secret' })
  const list = await caller.list.create({ title: 'Garden', color: 'green' })
  const section = await caller.section.create({ listId: list.id, title: 'Beds' })
  const label = await caller.label.create({ title: 'Errand', color: 'red' })
  await caller.filter.create({ title: 'At home', query: 'today & (label:Errand | !list:Garden)' })
  const parent = await caller.task.create({
    title: 'Plant\nferns',
    notes: '*Now*',
    priority: 'high',
    dueOn: '2026-12-01',
    dueTime: '09:30',
    dueZone: 'Europe/Berlin',
    deadlineOn: '2026-12-05',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    recurrenceFrom: 'completion',
    listId: list.id,
    sectionId: section.id,
    labelIds: [label.id],
    remindBefore: [30],
    remindAt: ['2026-11-30T08:00:00.000Z'],
  })
  await caller.task.create({
    title: 'Dig',
    parentId: parent.id,
    listId: list.id,
    completedAt: '2026-11-01T00:00:00.000Z',
  })
  for (let at = 0; at < 250; at++)
    await own.database.tasks.create(ownerOf(ada), { ...blank, id: uuidv7(), title: `Task ${at}` })
  const file = await exported(ada)
  expect(file).not.toContain('Bob')
  await apply(eve, await send(eve, file))
  expect(seen(await exported(eve))).toEqual(seen(file))
  for (const format of ['csv', 'todoTxt', 'ics'] as const) {
    const text = await exported(ada, format)
    expect(text).toContain('Task 249')
    expect(text).not.toContain('Bob')
  }
  expect(await exported(ada, 'ics')).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin')
}, 60_000)

const blank = { notes: '', priority: 'none', dueOn: null, completedAt: null, listId: null } as const

/** An export with titles instead of ids, in the manual order. */
function seen(file: string): unknown {
  type Row = Record<string, unknown> & { key: string; title: string; position: string }
  const all = JSON.parse(file) as { lists: (Row & { sections: Row[] })[]; labels: Row[]; filters: Row[]; tasks: Row[] }
  const named = new Map<unknown, string>()
  for (const row of [
    ...all.lists,
    ...all.lists.flatMap(({ sections }) => sections),
    ...all.labels,
    ...all.filters,
    ...all.tasks,
  ])
    named.set(row.key, row.title)
  const byPlace = (one: Row, other: Row) => (one.position < other.position ? -1 : 1)
  const { lists, labels, filters, tasks } = all
  const text = JSON.stringify([lists, labels, filters, tasks].map((rows) => rows.toSorted(byPlace)))
  return JSON.parse(text.replace(/"([0-9a-f-]{36})"/g, (_, id: string) => JSON.stringify(named.get(id))))
}

test('says in plain words why a file cannot be read, and deletes it when it is discarded or its owner is erased', async () => {
  const userId = newUserId()
  const caller = callerFor(own.database, userId)
  const importId = await send(userId, 'nothing known')
  await expect(caller.import.preview({ importId })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: /can be imported/,
  })
  expect(await caller.import.discard({ importId })).toEqual({ discarded: true })
  await expect(caller.import.preview({ importId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await send(userId, 'x')
  await caller.feed.rotate()
  expect(await own.database.eraseOwner(userId)).toBe(2)
})
