import { type OwnerScope, ownerOf, type TaskQuery } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { namesLists } from '@ownlist/testkit/statements'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connections } from '../../src/connections.js'
import { listDomain } from '../../src/lists/list-store.js'
import { scopeSettings } from '../../src/owner-scope.js'
import { createDomainStores, type DomainStores as Stores } from '../../src/stores.js'
import { taskDomain } from '../../src/tasks/task-store.js'
import { type StatementPromises, testConditions } from '../statement-conditions.js'

// An app that the owner limited to one list. The statements keep it within that list, and so does row-level security.

const fields = { title: 'A task', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const everything = { limit: 200, status: 'all', search: '', after: null } as const
const queries: readonly TaskQuery[] = [
  everything,
  { ...everything, status: 'open' },
  { ...everything, search: 'task' },
  { ...everything, parentId: null },
  { ...everything, sectionId: null },
  { ...everything, after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' } },
]
const notFound = (what: string) => `There is no such ${what}.`

/** An owner with a task in each of two lists and one in none; the app may use `open`. */
interface Scene {
  readonly owner: string
  /** The app's owner scope. */
  readonly limited: OwnerScope
  readonly open: string
  readonly closed: string
  readonly inOpen: string
  /** Ids of sections of the two lists. */
  readonly sections: Readonly<Record<'open' | 'closed', string>>
  readonly outside: readonly string[]
  /** Stores with unchanged statements. */
  readonly intact: Stores
}

/** Reads rows by their ids, as the log does. */
type ReadByIds = Record<'tasks' | 'lists', (owner: OwnerScope, ids: readonly string[]) => Promise<readonly object[]>>

async function newScene(intact: Stores): Promise<Scene> {
  const userId = newUserId()
  const owner = ownerOf(userId)
  const newList = async (title: string) => (await intact.lists.create(owner, { id: uuidv7(), title })).id
  const [open, closed] = [await newList('Open'), await newList('Closed')]
  const newSection = async (listId: string) =>
    (await intact.sections.create(owner, { id: uuidv7(), listId, title: 'A section' })).id
  const sections = { open: await newSection(open), closed: await newSection(closed) }
  const newTask = async (listId: string | null) =>
    (await intact.tasks.create(owner, { ...fields, id: uuidv7(), listId })).id
  const [inOpen, ...outside] = [await newTask(open), await newTask(closed), await newTask(null)]
  return { owner: userId, limited: { userId, lists: [open] }, open, closed, inOpen, sections, outside, intact }
}

/**
 * The promises of stores with a limited scope, whichever layer enforces them. Each function throws if its promise is
 * broken.
 */
const promises: Record<string, (stores: Stores, scene: Scene & { readonly read: ReadByIds }) => Promise<unknown>> = {
  'list returns only tasks in the list': async ({ tasks }, { limited, inOpen }) => {
    for (const query of queries) expect((await tasks.list(limited, query)).items.map(({ id }) => id)).toEqual([inOpen])
  },
  'list shows what is in two lists only': async ({ tasks }, { limited, inOpen }) => {
    const two = { ...limited, lists: [...(limited.lists ?? []), uuidv7()] }
    for (const query of queries) expect((await tasks.list(two, query)).items.map(({ id }) => id)).toEqual([inOpen])
  },
  'nor shows a list or its absence when asked for it': async ({ tasks }, { limited, closed }) => {
    for (const query of queries) {
      for (const listId of [closed, null]) expect((await tasks.list(limited, { ...query, listId })).items).toEqual([])
    }
  },
  'get finds no task outside': async ({ tasks }, { limited, outside }) => {
    for (const id of outside) await expect(tasks.get(limited, id)).rejects.toThrow(notFound('task'))
  },
  'by their ids, only rows in the list are read': async (_stores, { limited, open, closed, inOpen, outside, read }) => {
    expect(await read.tasks(limited, [inOpen, ...outside])).toMatchObject([{ id: inOpen }])
    expect(await read.lists(limited, [open, closed])).toMatchObject([{ id: open }])
  },
  'update changes no task outside': async ({ tasks }, { limited, outside }) => {
    for (const id of outside)
      await expect(tasks.update(limited, id, { changes: { title: 'Taken' } })).rejects.toThrow(notFound('task'))
  },
  'update moves no task out of the list, or into it': async ({ tasks }, { limited, open, closed, inOpen, outside }) => {
    for (const listId of [closed, null])
      await expect(tasks.update(limited, inOpen, { changes: { listId } })).rejects.toThrow(notFound('list'))
    for (const id of outside) {
      for (const changes of [{ listId: open }, { title: 'Taken', listId: open }])
        await expect(tasks.update(limited, id, { changes })).rejects.toThrow(notFound('task'))
    }
  },
  'delete and restore change no task outside': async ({ tasks }, { limited, outside }) => {
    for (const id of outside) {
      await expect(tasks.delete(limited, id)).rejects.toThrow(notFound('task'))
      await expect(tasks.restore(limited, id)).rejects.toThrow(notFound('task'))
    }
  },
  'restore brings back nothing outside': async ({ tasks, lists }, { limited, owner, closed, intact }) => {
    const whole = ownerOf(owner)
    const gone = await intact.lists.create(whole, { id: uuidv7(), title: 'Gone' })
    await intact.lists.delete(whole, gone.id)
    await expect(lists.restore(limited, gone.id)).rejects.toThrow(notFound('list'))
    const task = await intact.tasks.create(whole, { ...fields, id: uuidv7(), listId: closed })
    await intact.tasks.delete(whole, task.id)
    await expect(tasks.restore(limited, task.id)).rejects.toThrow(notFound('task'))
  },
  'create puts nothing outside': async ({ tasks }, { limited, closed }) => {
    for (const listId of [closed, null, uuidv7()])
      await expect(tasks.create(limited, { ...fields, id: uuidv7(), listId })).rejects.toThrow(notFound('list'))
  },
  'create does not reveal that a task outside has the id': async ({ tasks }, { limited, open, outside }) => {
    for (const id of outside)
      await expect(tasks.create(limited, { ...fields, id, listId: open })).rejects.toThrow(notFound('task'))
  },
  'a repeated create does not return a task that was moved out in the meantime': async (
    { tasks },
    { limited, owner, open, closed, intact },
  ) => {
    const task = { ...fields, id: uuidv7(), listId: open }
    await tasks.create(limited, task)
    await intact.tasks.update(ownerOf(owner), task.id, { changes: { listId: closed, notes: 'Secret' } })
    await expect(tasks.create(limited, task)).rejects.toThrow(notFound('task'))
  },
  'the lists contain only that one': async ({ lists }, { limited, open }) =>
    expect((await lists.list(limited, { limit: 200, after: null })).items.map(({ id }) => id)).toEqual([open]),
  'other lists can neither be found nor changed': async ({ lists }, { limited, closed }) => {
    await expect(lists.get(limited, closed)).rejects.toThrow(notFound('list'))
    await expect(lists.update(limited, closed, { changes: { title: 'Taken' } })).rejects.toThrow(notFound('list'))
    await expect(lists.delete(limited, closed)).rejects.toThrow(notFound('list'))
    await expect(lists.restore(limited, closed)).rejects.toThrow(notFound('list'))
  },
  'the sections are those of the list': async ({ sections: store }, { limited, open, closed, sections }) => {
    for (const query of [
      { limit: 200, after: null },
      { limit: 200, after: everything.after, listId: open },
    ]) {
      expect((await store.list(limited, query)).items.map(({ id }) => id)).toEqual([sections.open])
    }
    const later = { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }
    expect((await store.list(limited, { limit: 200, after: later })).items.map(({ id }) => id)).toEqual([sections.open])
    expect((await store.list(limited, { limit: 200, after: null, listId: closed })).items).toEqual([])
  },
  'other sections can neither be found nor changed': async (stores, { limited, owner, closed, sections, intact }) => {
    const { closed: id } = sections
    await expect(stores.sections.get(limited, id)).rejects.toThrow(notFound('section'))
    for (const changes of [{ title: 'Taken' }, { position: 'a0' }])
      await expect(stores.sections.update(limited, id, { changes })).rejects.toThrow(notFound('section'))
    await expect(stores.sections.delete(limited, id)).rejects.toThrow(notFound('section'))
    await expect(stores.sections.restore(limited, id)).rejects.toThrow(notFound('section'))
    const section = { id: uuidv7(), listId: closed, title: 'A section' }
    await expect(stores.sections.create(limited, section)).rejects.toThrow(notFound('list'))
    const gone = await intact.sections.create(ownerOf(owner), section)
    await intact.sections.delete(ownerOf(owner), gone.id)
    await expect(stores.sections.restore(limited, gone.id)).rejects.toThrow(notFound('section'))
  },
  'create does not reveal that a section outside has the id': async (stores, { limited, open, sections }) => {
    const section = { id: sections.closed, listId: open, title: 'A section' }
    await expect(stores.sections.create(limited, section)).rejects.toThrow(notFound('section'))
  },
  'a task gets no section, parent or label from outside': async (stores, { limited, owner, inOpen, ...scene }) => {
    const { open, closed, sections, outside, intact } = scene
    const { id: labelId } = await intact.labels.create(ownerOf(owner), { id: uuidv7(), title: 'A label' })
    const [parentId = ''] = outside
    for (const changes of [{ sectionId: sections.closed }, { parentId }, { labelIds: [labelId] }]) {
      const task = { ...fields, id: uuidv7(), listId: open, ...changes }
      await expect(stores.tasks.create(limited, task)).rejects.toThrow(/There is no such (section|parent|label)/)
      await expect(stores.tasks.update(limited, inOpen, { changes })).rejects.toThrow(/no such (section|parent|label)/)
    }
    await expect(
      stores.tasks.create(limited, { ...fields, id: uuidv7(), listId: closed, dueTime: '09:00' }),
    ).rejects.toThrow(notFound('list'))
    for (const id of outside)
      await expect(stores.tasks.update(limited, id, { changes: { dueTime: '09:00' } })).rejects.toThrow(
        notFound('task'),
      )
    await expect(
      stores.tasks.update(limited, inOpen, { changes: { dueTime: '09:00', listId: closed } }),
    ).rejects.toThrow(notFound('list'))
  },
  'filters find nothing outside': async ({ tasks }, { limited, owner, closed, sections, intact }) => {
    const { id: labelId } = await intact.labels.create(ownerOf(owner), { id: uuidv7(), title: 'A label' })
    const hidden = { ...fields, listId: closed, sectionId: sections.closed, dueOn: '2026-11-24', labelIds: [labelId] }
    const { id: parentId } = await intact.tasks.create(ownerOf(owner), { ...hidden, id: uuidv7() })
    await intact.tasks.create(ownerOf(owner), { ...hidden, id: uuidv7(), parentId })
    for (const filter of [{ sectionId: sections.closed }, { dueUntil: '2026-11-24' }, { labelId }, { parentId }]) {
      for (const status of ['open', 'all'] as const)
        expect((await tasks.list(limited, { ...everything, ...filter, status })).items).toEqual([])
    }
  },
  'within the list every operation works': async (stores, { limited, open, inOpen, sections }) => {
    const { tasks, lists } = stores
    const section = await stores.sections.create(limited, { id: uuidv7(), listId: open, title: 'Another' })
    await stores.sections.update(limited, section.id, { changes: { title: 'Changed' } })
    await stores.sections.delete(limited, section.id)
    await stores.sections.restore(limited, section.id)
    const { id } = await tasks.create(limited, { ...fields, id: uuidv7(), listId: open, parentId: inOpen })
    await tasks.update(limited, id, { changes: { sectionId: sections.open } })
    await tasks.update(limited, id, { changes: { title: 'Changed', listId: open } })
    await tasks.delete(limited, id)
    await tasks.restore(limited, id)
    await tasks.delete(limited, id)
    expect(await tasks.get(limited, inOpen)).toMatchObject({ listId: open })
    expect(await lists.get(limited, open)).toMatchObject({ title: 'Open' })
  },
  'within the list an operation can be repeated': async (stores, { limited, open }) => {
    const section = { id: uuidv7(), listId: open, title: 'A section' }
    for (const repeated of [
      () => stores.sections.create(limited, section),
      () => stores.sections.delete(limited, section.id),
      () => stores.sections.restore(limited, section.id),
      () => stores.lists.delete(limited, open),
      () => stores.lists.restore(limited, open),
    ])
      expect(await repeated()).toEqual(await repeated())
  },
}

/** Checks each promise in its own scene, and that it changes nothing outside. */
function promisesWith(connections: Connections, intactConnections: Connections): StatementPromises {
  const [stores, intact] = [createDomainStores(connections), createDomainStores(intactConnections)]
  const read: ReadByIds = {
    tasks: (owner, ids) => taskDomain.kind.readRows(connections, owner, ids),
    lists: (owner, ids) => listDomain.kind.readRows(connections, owner, ids),
  }
  const kept = async (promise: (typeof promises)[string]) => {
    const scene = await newScene(intact)
    const owner = ownerOf(scene.owner)
    const look = () =>
      Promise.all([
        ...scene.outside.map((id) => intact.tasks.get(owner, id)),
        intact.lists.get(owner, scene.closed),
        intact.sections.get(owner, scene.sections.closed),
      ])
    const before = await look()
    await promise(stores, { ...scene, read })
    expect(await look()).toEqual(before)
  }
  return Object.fromEntries(Object.entries(promises).map(([name, promise]) => [name, () => kept(promise)]))
}

describe('an app that is limited to one list', () =>
  testConditions({
    condition: 'the lists',
    isCondition: namesLists,
    // The quota counts all of an owner's rows, and the tombstone of an erasure is the owner's. What was logged in the same
    // action was within the lists, or was created in it. Preferences are the owner's, and the section of a task is compared with
    // the list of the task. What wakes the reminders of the owner shows nothing.
    isExempt: (sql) =>
      /count\(|from "public"."(erasure|preference|section)"|from change where|r.version, null|update "public"."(list|section)"|insert into due/i.test(
        sql,
      ),
    promisesWith,
  }))

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

test('a scope with an empty array of lists gives access to nothing', async () => {
  const { owner, inOpen } = await newScene(own.database)
  const none = { userId: owner, lists: [] }
  expect((await own.database.tasks.list(none, everything)).items).toEqual([])
  await expect(own.database.tasks.get(none, inOpen)).rejects.toThrow(notFound('task'))
})

describe('row-level security alone', () => {
  async function as(owner: string, lists: string[] | null, sql: string, values: unknown[] = []) {
    const client = new pg.Client({ connectionString: own.url })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(scopeSettings({ userId: owner, lists }))
      return await client.query(sql, values)
    } finally {
      await client.end()
    }
  }

  test('shows a named list and its tasks, and nothing of another owner with the same list id', async () => {
    const { owner, open, inOpen } = await newScene(own.database)
    expect((await as(owner, [open], 'select id from task')).rows).toEqual([{ id: inOpen }])
    expect((await as(owner, [open], 'select id from list')).rows).toEqual([{ id: open }])
    for (const table of ['task', 'list'])
      expect((await as(newUserId(), [open], `select id from ${table}`)).rows).toEqual([])
    expect((await as(owner, [], 'select id from task')).rows).toEqual([])
    expect((await as(owner, null, 'select id from task')).rows).toHaveLength(3)
  })

  test('prevents that a task is added or moved outside', async () => {
    const { owner, open, closed } = await newScene(own.database)
    const insert = `insert into task (user_id, id, title, notes, priority, digest, version, created_at, updated_at, list_id)
      values ($1, $2, 'x', '', 'none', '', 1, now(), now(), $3)`
    for (const listId of [closed, null]) {
      await expect(as(owner, [open], insert, [owner, uuidv7(), listId])).rejects.toThrow(/row-level security/)
      await expect(as(owner, [open], 'update task set list_id = $1', [listId])).rejects.toThrow(/row-level security/)
    }
    await expect(
      as(owner, [open], "insert into list values ($1, $2, 'x', '', 1, now(), now())", [owner, uuidv7()]),
    ).rejects.toThrow(/row-level security/)
  })
})

test('a reference to another owner’s list cannot be written, even without row-level security', async () => {
  const [alices, bobs] = [await newScene(own.database), await newScene(own.database)]
  const superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  try {
    await expect(
      superuser.query('update task set list_id = $1 where user_id = $2', [alices.open, bobs.owner]),
    ).rejects.toThrow(/foreign key/)
  } finally {
    await superuser.end()
  }
})
