import { readFileSync } from 'node:fs'
import type { ListStore, TaskStore } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPrisma } from '../src/prisma.js'
import { reachMutantsOf } from './mutants.js'

// Somebody whom the owner let into one list. The statements keep them there, and row-level security under those: each has to
// hold when the other is gone, as in owner-filters.ts.

const fields = { title: 'A task', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const everything = { limit: 200, status: 'all', search: '', after: null } as const
const notFound = (what: string) => `There is no such ${what}.`

let own: TestDatabase
let unbound: ReturnType<typeof connectPrisma>
let bound: ReturnType<typeof connectPrisma>
beforeAll(async () => {
  own = await createTestDatabase()
  unbound = connectPrisma(own.adminUrl)
  bound = connectPrisma(own.url)
})
afterAll(async () => {
  await unbound.$disconnect()
  await bound.$disconnect()
  await own[Symbol.asyncDispose]()
})

/** An owner with a task in each of two lists and one in none; whoever is let in is let into `open`. */
interface Scene {
  readonly owner: string
  readonly open: string
  readonly closed: string
  readonly inOpen: string
  readonly outside: readonly string[]
}

async function newScene(): Promise<Scene> {
  const owner = newUserId()
  const [open, closed] = await Promise.all(['Open', 'Closed'].map(async (title) => await newList(owner, title)))
  const [inOpen, ...outside] = await Promise.all(
    [open, closed, null].map(async (listId) => {
      const { id } = await own.database.tasks.create(owner, { ...fields, id: uuidv7(), listId: listId ?? null })
      return id
    }),
  )
  return { owner, open: open ?? '', closed: closed ?? '', inOpen: inOpen ?? '', outside }
}

const newList = async (owner: string, title: string) =>
  (await own.database.lists.create(owner, { id: uuidv7(), title })).id

interface Stores {
  readonly tasks: TaskStore
  readonly lists: ListStore
}

/** What must hold of narrowed stores, whatever stands under them. Each throws where it does not. */
const promises: Record<string, (stores: Stores, scene: Scene) => Promise<unknown>> = {
  'list shows what is in the list only': async ({ tasks }, { owner, inOpen }) =>
    expect((await tasks.list(owner, everything)).items.map(({ id }) => id)).toEqual([inOpen]),
  'nor shows a list or its absence when asked for it': async ({ tasks }, { owner, closed }) => {
    for (const listId of [closed, null]) expect((await tasks.list(owner, { ...everything, listId })).items).toEqual([])
  },
  'get finds nothing outside': async ({ tasks }, { owner, outside }) => {
    for (const id of outside) await expect(tasks.get(owner, id)).rejects.toThrow(notFound('task'))
  },
  'update changes nothing outside': async ({ tasks }, { owner, outside }) => {
    for (const id of outside)
      await expect(tasks.update(owner, id, { title: 'Taken' })).rejects.toThrow(notFound('task'))
  },
  'update takes nothing out, or in': async ({ tasks }, { owner, open, closed, inOpen, outside }) => {
    for (const listId of [closed, null])
      await expect(tasks.update(owner, inOpen, { listId })).rejects.toThrow(notFound('list'))
    for (const id of outside) await expect(tasks.update(owner, id, { listId: open })).rejects.toThrow(notFound('task'))
  },
  'delete and restore reach nothing outside': async ({ tasks }, { owner, outside }) => {
    for (const id of outside) {
      await expect(tasks.delete(owner, id)).rejects.toThrow(notFound('task'))
      await expect(tasks.restore(owner, id)).rejects.toThrow(notFound('task'))
    }
  },
  'create puts nothing outside': async ({ tasks }, { owner, closed }) => {
    for (const listId of [closed, null, uuidv7()])
      await expect(tasks.create(owner, { ...fields, id: uuidv7(), listId })).rejects.toThrow(notFound('list'))
  },
  'create tells nothing of what has the id outside': async ({ tasks }, { owner, open, outside }) => {
    for (const id of outside)
      await expect(tasks.create(owner, { ...fields, id, listId: open })).rejects.toThrow(notFound('task'))
  },
  'create, repeated, shows nothing of what was moved out meanwhile': async ({ tasks }, { owner, open, closed }) => {
    const task = { ...fields, id: uuidv7(), listId: open }
    await tasks.create(owner, task)
    await own.database.tasks.update(owner, task.id, { listId: closed, notes: 'Secret' })
    await expect(tasks.create(owner, task)).rejects.toThrow(notFound('task'))
  },
  'the lists are that one': async ({ lists }, { owner, open }) =>
    expect((await lists.list(owner, { limit: 200, after: null })).items.map(({ id }) => id)).toEqual([open]),
  'no other list is found or changed': async ({ lists }, { owner, closed }) => {
    await expect(lists.get(owner, closed)).rejects.toThrow(notFound('list'))
    await expect(lists.update(owner, closed, { title: 'Taken' })).rejects.toThrow(notFound('list'))
    await expect(lists.delete(owner, closed)).rejects.toThrow(notFound('list'))
    await expect(lists.restore(owner, closed)).rejects.toThrow(notFound('list'))
  },
  'within the list everything can be done': async ({ tasks, lists }, { owner, open, inOpen }) => {
    const { id } = await tasks.create(owner, { ...fields, id: uuidv7(), listId: open })
    await tasks.update(owner, id, { title: 'Changed', listId: open })
    await tasks.delete(owner, id)
    await tasks.restore(owner, id)
    await tasks.delete(owner, id)
    expect(await tasks.get(owner, inOpen)).toMatchObject({ listId: open })
    expect(await lists.get(owner, open)).toMatchObject({ title: 'Open' })
  },
}

const sources = ['task-store', 'list-store'] as const
type Source = (typeof sources)[number]
const urlOf = (source: Source) => new URL(`../src/${source}.ts`, import.meta.url)

async function storesOf(prisma: typeof bound, mutant?: { readonly of: Source; readonly number: number }) {
  const load = async (source: Source) =>
    await import(`${urlOf(source).href}${mutant?.of === source ? `?reach=${mutant.number}` : ''}`)
  const [tasks, lists] = [await load('task-store'), await load('list-store')]
  return (open: string): Stores => ({
    tasks: tasks.createTaskStore(prisma).within([open]),
    lists: lists.createListStore(prisma).within([open]),
  })
}

/** Tries each promise on a scene of its own; returns those that were broken, or that changed what is outside. */
async function brokenBy(storesFor: (open: string) => Stores): Promise<string[]> {
  const broken: string[] = []
  for (const [name, promise] of Object.entries(promises)) {
    const scene = await newScene()
    const look = () =>
      Promise.all([
        ...scene.outside.map((id) => own.database.tasks.get(scene.owner, id)),
        own.database.lists.get(scene.owner, scene.closed),
      ])
    const before = await look()
    try {
      await promise(storesFor(scene.open), scene)
      expect(await look()).toEqual(before)
    } catch {
      broken.push(name)
    }
  }
  return broken
}

test('the statements hold without row-level security, and with it', async () => {
  expect(await brokenBy(await storesOf(unbound))).toEqual([])
  expect(await brokenBy(await storesOf(bound))).toEqual([])
})

test('a reach of no list is a reach of nothing', async () => {
  const { owner, inOpen } = await newScene()
  const none = own.database.tasks.within([])
  expect((await none.list(owner, everything)).items).toEqual([])
  await expect(none.get(owner, inOpen)).rejects.toThrow(notFound('task'))
})

describe.each(sources)('in the %s', (source) => {
  const text = readFileSync(urlOf(source), 'utf8')
  const numbers = reachMutantsOf(text).map((_, number) => number)

  test('every statement but the insert, what it collides with and the quota keeps to the reach, so that there is a mutant for it', () => {
    const model = source.replace('-store', '')
    const statements =
      text.match(new RegExp(`db\\.${model}\\.(?!create|count\\(\\{ where: \\{ userId \\}|deleteMany)\\w+\\(`, 'g')) ??
      []
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).toHaveLength(source === 'list-store' ? statements.length - 1 : statements.length)
  })

  test.each(numbers)('without reach %i the promises above notice', async (number) => {
    expect(await brokenBy(await storesOf(unbound, { of: source, number }))).not.toEqual([])
  })

  test.each(numbers)('without reach %i row-level security alone holds', async (number) => {
    expect(await brokenBy(await storesOf(bound, { of: source, number }))).toEqual([])
  })
})

describe('row-level security by itself', () => {
  async function as(owner: string, lists: string, sql: string, values: unknown[] = []) {
    const client = new pg.Client({ connectionString: own.url })
    await client.connect()
    try {
      await client.query('begin')
      await client.query("select set_config('app.user_id', $1, true), set_config('app.lists', $2, true)", [
        owner,
        lists,
      ])
      return await client.query(sql, values)
    } finally {
      await client.end()
    }
  }

  test('shows a list that is named, and what is in it, and nothing of another owner’s under that name', async () => {
    const { owner, open, inOpen } = await newScene()
    expect((await as(owner, `{${open}}`, 'select id from task')).rows).toEqual([{ id: inOpen }])
    expect((await as(owner, `{${open}}`, 'select id from list')).rows).toEqual([{ id: open }])
    for (const table of ['task', 'list'])
      expect((await as(newUserId(), `{${open}}`, `select id from ${table}`)).rows).toEqual([])
    expect((await as(owner, '{}', 'select id from task')).rows).toEqual([])
    expect((await as(owner, '', 'select id from task')).rows).toHaveLength(3)
  })

  test('lets nothing be put, or moved, outside', async () => {
    const { owner, open, closed } = await newScene()
    const insert = `insert into task (user_id, id, title, notes, priority, digest, version, created_at, updated_at, list_id)
      values ($1, $2, 'x', '', 'none', '', 1, now(), now(), $3)`
    for (const listId of [closed, null]) {
      await expect(as(owner, `{${open}}`, insert, [owner, uuidv7(), listId])).rejects.toThrow(/row-level security/)
      await expect(as(owner, `{${open}}`, 'update task set list_id = $1', [listId])).rejects.toThrow(
        /row-level security/,
      )
    }
    await expect(
      as(owner, `{${open}}`, "insert into list values ($1, $2, 'x', '', 1, now(), now())", [owner, uuidv7()]),
    ).rejects.toThrow(/row-level security/)
  })
})

test('a reference to another owner’s list cannot be written, even past row-level security', async () => {
  const [alices, bobs] = [await newScene(), await newScene()]
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
