import { readFileSync } from 'node:fs'
import type { TaskStore } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPrisma } from '../src/prisma.js'
import { createTaskStore } from '../src/task-store.js'
import { mutantsOf } from './mutants.js'

// The owner in each statement and row-level security under it: each has to hold when the other is gone. As a superuser, whom
// row-level security does not bind, the statements stand alone; a mutant is the store with the owner taken out of one of them.

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

const fields = { title: 'Hers', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const everything = { limit: 200, status: 'all', search: '', after: null } as const

/** Who Alice is, her task, and a Bob; he acts with her id, on a task of his own or on none. */
interface Scene {
  readonly alice: string
  readonly bob: string
  readonly id: string
}

/** What must hold of a store, whatever stands under it. Each throws where it does not. */
const promises: Record<string, (store: TaskStore, scene: Scene) => Promise<unknown>> = {
  'list shows his own only': async (store, { bob }) =>
    expect(await store.list(bob, everything)).toEqual({ items: [], next: null }),
  'get finds his own only': (store, { bob, id }) => expect(store.get(bob, id)).rejects.toThrow('no such task'),
  'create is compared with his own only': async (store, { bob, id }) => {
    await store.create(bob, { id, ...fields, title: 'His' })
    await expect(store.create(bob, { id, ...fields })).rejects.toMatchObject({ code: 'ID_TAKEN' })
  },
  'update changes his own only': (store, { bob, id }) =>
    expect(store.update(bob, id, { title: 'Taken' })).rejects.toThrow('no such task'),
  'delete takes his own only': (store, { bob, id }) => expect(store.delete(bob, id)).rejects.toThrow('no such task'),
  'restore returns his own only': (store, { bob, id }) =>
    expect(store.restore(bob, id)).rejects.toThrow('no such task'),
  'with a task of his under the same id, changes stay with him': async (store, { bob, id }) => {
    await store.create(bob, { id, ...fields, title: 'His' })
    await store.update(bob, id, { title: 'His still' })
    await store.delete(bob, id)
    await store.restore(bob, id)
  },
  'erase takes his own only': async (store, { bob }) => expect(await store.erase(bob)).toBe(0),
}

/** Tries each promise on a scene of its own; returns those that were broken, or that changed her task. */
async function brokenBy(store: TaskStore): Promise<string[]> {
  const broken: string[] = []
  for (const [name, promise] of Object.entries(promises)) {
    const scene = { alice: newUserId(), bob: newUserId(), id: uuidv7() }
    const before = await own.database.tasks.create(scene.alice, { id: scene.id, ...fields })
    try {
      await promise(store, scene)
      expect(await own.database.tasks.get(scene.alice, scene.id)).toEqual(before)
    } catch {
      broken.push(name)
    }
  }
  return broken
}

const source = readFileSync(new URL('../src/task-store.ts', import.meta.url), 'utf8')
const numbers = mutantsOf(source).map((_, number) => number)

test('every statement but the insert names the owner, so that there is a mutant for it', () => {
  const statements = source.match(/db\.task\.\w+\(/g)?.filter((call) => !call.includes('create')) ?? []
  expect(numbers).toHaveLength(statements.length)
})

test('the statements hold without row-level security, and with it', async () => {
  expect(await brokenBy(createTaskStore(unbound))).toEqual([])
  expect(await brokenBy(createTaskStore(bound))).toEqual([])
})

describe.each(numbers)('without owner filter %i', (number) => {
  const path = new URL(`../src/task-store.ts?mutant=${number}`, import.meta.url).href
  const mutant = async (prisma: typeof bound): Promise<TaskStore> => (await import(path)).createTaskStore(prisma)

  test('the promises above notice', async () => {
    expect(await brokenBy(await mutant(unbound))).not.toEqual([])
  })

  test('row-level security alone shows and touches nothing of another’s', async () => {
    expect(await brokenBy(await mutant(bound))).toEqual([])
  })
})
