import { readFileSync } from 'node:fs'
import type { QuotaSettings } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPrisma } from '../src/prisma.js'
import { mutantsOf } from './mutants.js'

type Prisma = ReturnType<typeof connectPrisma>

/** What the stores of all resources can do alike. */
interface OwnedStore<Fields, Query> {
  list(userId: string, query: Query): Promise<unknown>
  get(userId: string, id: string): Promise<unknown>
  create(userId: string, row: Fields & { id: string }): Promise<unknown>
  update(userId: string, id: string, changes: { title: string }): Promise<unknown>
  delete(userId: string, id: string): Promise<unknown>
  restore(userId: string, id: string): Promise<unknown>
}

interface Resource<Fields, Query, Store> {
  /** Of `../src/`, such as `task-store.ts`. */
  readonly source: string
  /** What the source exports. */
  readonly create: string
  /** Prisma's name of the table. */
  readonly model: string
  /** A row's fields, with the title `Hers`. */
  readonly fields: Fields
  /** A query that finds every row. */
  readonly everything: Query
  /** What must hold of the statements that only this store has. */
  readonly promises?: Record<string, (store: Store, scene: Scene) => Promise<unknown>>
}

/** A Bob, and the id of a row of Alice's; he acts with her id, on a row of his own or on none. */
interface Scene {
  readonly alice: string
  readonly bob: string
  readonly id: string
  /** Makes rows of his, and deletes them, without the store that is tried. */
  fillWithDeleted(): Promise<void>
}

/** So small that the rows of others would fill it; deleted rows make room at once. */
const quota: QuotaSettings = { rows: 3, keepDeletedMs: 0 }

/**
 * The owner in each statement and row-level security under it: each has to hold when the other is gone. As a superuser, whom
 * row-level security does not bind, the statements stand alone; a mutant is the store with the owner taken out of one of them.
 */
export function testOwnerFilters<
  Fields extends { title: string },
  Query,
  Store extends OwnedStore<Fields, Query> = OwnedStore<Fields, Query>,
>(resource: Resource<Fields, Query, Store>): void {
  const { fields, everything, model } = resource

  /** What must hold of a store, whatever stands under it. Each throws where it does not. */
  const promises: Record<string, (store: Store, scene: Scene) => Promise<unknown>> = {
    'list shows his own only': async (store, { bob }) =>
      expect(await store.list(bob, everything)).toEqual({ items: [], next: null }),
    'get finds his own only': (store, { bob, id }) => expect(store.get(bob, id)).rejects.toThrow('There is no such'),
    // Both ways, since a statement that names no owner may find either of the rows.
    'create is compared with one’s own only': async (store, { alice, bob, id }) => {
      await store.create(bob, { id, ...fields, title: 'His' })
      await expect(store.create(bob, { id, ...fields })).rejects.toMatchObject({ code: 'ID_TAKEN' })
      await expect(store.create(alice, { id, ...fields, title: 'His' })).rejects.toMatchObject({ code: 'ID_TAKEN' })
    },
    'update changes his own only': (store, { bob, id }) =>
      expect(store.update(bob, id, { title: 'Taken' })).rejects.toThrow('There is no such'),
    'delete takes his own only': (store, { bob, id }) =>
      expect(store.delete(bob, id)).rejects.toThrow('There is no such'),
    'restore returns his own only': (store, { bob, id }) =>
      expect(store.restore(bob, id)).rejects.toThrow('There is no such'),
    'with a row of his under the same id, changes stay with him': async (store, { bob, id }) => {
      await store.create(bob, { id, ...fields, title: 'His' })
      await store.update(bob, id, { title: 'His still' })
      await store.delete(bob, id)
      await store.restore(bob, id)
    },
    'rows that he deleted, and no others, make room for a new one': async (store, { bob, id, fillWithDeleted }) => {
      await fillWithDeleted()
      await store.create(bob, { id, ...fields })
      expect(await store.list(bob, everything)).toMatchObject({ items: [{ id }] })
    },
    ...resource.promises,
  }

  let own: TestDatabase
  let unbound: Prisma
  let bound: Prisma
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

  const url = new URL(`../src/${resource.source}`, import.meta.url)
  const storeOf = async (prisma: Prisma, mutant = ''): Promise<Store> =>
    (await import(`${url.href}${mutant}`))[resource.create](prisma, quota)

  /** Tries each promise on a scene of its own; returns those that were broken, or that changed her row. */
  async function brokenBy(store: Store): Promise<string[]> {
    const whole = await storeOf(bound)
    const broken: string[] = []
    for (const [name, promise] of Object.entries(promises)) {
      const [alice, bob, id, deleted] = [newUserId(), newUserId(), uuidv7(), uuidv7()]
      const before = await whole.create(alice, { id, ...fields })
      const makeDeleted = async (userId: string, id: string) => {
        await whole.create(userId, { id, ...fields })
        await whole.delete(userId, id)
      }
      await makeDeleted(alice, deleted)
      const fillWithDeleted = async () => {
        for (let n = 0; n < quota.rows; n++) await makeDeleted(bob, uuidv7())
      }
      try {
        await promise(store, { alice, bob, id, fillWithDeleted })
        expect(await whole.get(alice, id)).toEqual(before)
        await whole.restore(alice, deleted)
      } catch {
        broken.push(name)
      }
    }
    return broken
  }

  test('an erasure takes his own only, each layer by itself', async () => {
    const erasure = new URL('../src/erasure.ts', import.meta.url)
    const statement = `db.${model}.deleteMany({ where: { userId }`
    const number = mutantsOf(readFileSync(erasure, 'utf8')).findIndex((mutant) => !mutant.includes(statement))
    const [whole, mutant] = [await import(erasure.href), await import(`${erasure.href}?mutant=${number}`)]
    const [alice, id] = [newUserId(), uuidv7()]
    const store = await storeOf(bound)
    const before = await store.create(alice, { id, ...fields })
    expect(await whole.eraseOwner(unbound, newUserId())).toBe(0)
    expect(await mutant.eraseOwner(bound, newUserId())).toBe(0)
    expect(await store.get(alice, id)).toEqual(before)
    expect(await mutant.eraseOwner(unbound, newUserId())).toBeGreaterThan(0)
  })

  const source = readFileSync(url, 'utf8')
  const numbers = mutantsOf(source).map((_, number) => number)

  test('every statement but the insert names the owner, so that there is a mutant for it', () => {
    const statements = source
      .match(new RegExp(`db\\.${model}\\.\\w+\\(`, 'g'))
      ?.filter((call) => !call.includes('create'))
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).toHaveLength(statements?.length ?? 0)
  })

  test('the statements hold without row-level security, and with it', async () => {
    expect(await brokenBy(await storeOf(unbound))).toEqual([])
    expect(await brokenBy(await storeOf(bound))).toEqual([])
  })

  describe.each(numbers)('without owner filter %i', (number) => {
    test('the promises above notice', async () => {
      expect(await brokenBy(await storeOf(unbound, `?mutant=${number}`))).not.toEqual([])
    })

    test('row-level security alone shows and touches nothing of another’s', async () => {
      expect(await brokenBy(await storeOf(bound, `?mutant=${number}`))).toEqual([])
    })
  })
}
