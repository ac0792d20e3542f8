import { type OwnerScope, ownerOf, type QuotaSettings } from '@ownlist/db'
import { newUserId } from '@ownlist/testkit'
import { namesOwner, tablesWithoutOwner } from '@ownlist/testkit/statements'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { Connections } from '../src/connections.js'
import type { Domain } from '../src/domain.js'
import { eraseOwner } from '../src/erasure.js'
import { asOwner } from '../src/owner-scope.js'
import { testConditions } from './statement-conditions.js'

/** The functions that the stores of all domains have. */
interface OwnedStore<Fields, Query> {
  list(owner: OwnerScope, query: Query): Promise<unknown>
  get(owner: OwnerScope, id: string): Promise<unknown>
  create(owner: OwnerScope, row: Fields & { id: string }): Promise<unknown>
  update(owner: OwnerScope, id: string, update: { changes: Partial<Fields>; version?: number }): Promise<unknown>
  delete(owner: OwnerScope, id: string): Promise<unknown>
  restore(owner: OwnerScope, id: string): Promise<unknown>
}

interface OwnedRows<Fields, Query> {
  readonly domain: Domain<OwnedStore<Fields, Query>>
  /** A row's fields, with the title `Hers`. */
  readonly fields: Fields
  /** Queries, each of which finds all rows. */
  readonly everything: readonly [Query, ...Query[]]
  /** Creates the rows that the rows of an owner refer to. */
  prepare?(intact: Connections, owner: OwnerScope): Promise<unknown>
  /**
   * The promises about statements that only this store has.
   * @param intact connections with unchanged statements
   */
  promises?(intact: Connections): Promises<Fields, Query>
}

type StorePromise<Fields, Query> = (store: OwnedStore<Fields, Query>, scene: Scene) => Promise<unknown>
type Promises<Fields, Query> = Record<string, StorePromise<Fields, Query>>

/** Bob, and the id of one of Alice's rows. He uses her id, for one of his own rows or for none. */
interface Scene {
  readonly alice: OwnerScope
  readonly bob: OwnerScope
  readonly id: string
  /** The id of a row that Alice deleted. */
  readonly deleted: string
  /** Creates rows of Bob, and deletes them, without the store under test. */
  fillWithDeleted(): Promise<void>
  /** Erases a user, without the store under test. */
  erase(owner: OwnerScope): Promise<unknown>
  /** Reads rows by their ids, for the log. */
  readRows(owner: OwnerScope, ids: readonly string[]): Promise<readonly object[]>
  /** The log of a user's rows, in order. */
  log(owner: OwnerScope): Promise<readonly object[]>
}

/** So low that the rows of others would exceed it. Deleted rows make room immediately. */
const quota: QuotaSettings = { rows: 3, keepDeletedMs: 0 }

/**
 * Every statement of a domain's store names the owner, and row-level security checks it again. Each of the two protects the
 * rows without the other.
 */
export function testOwnerConditions<Fields extends { title: string }, Query>({
  domain,
  fields,
  everything,
  prepare = async () => undefined,
  promises: ofThisStore = () => ({}),
}: OwnedRows<Fields, Query>): void {
  const missing = 'There is no such'
  const titled = (title: string) => ({ changes: { title } as Partial<Fields> })
  /** The promises of a store, whichever layer enforces them. Each function throws if its promise is broken. */
  const promises: Promises<Fields, Query> = {
    'list returns only his own rows': async (store, { bob }) => {
      for (const query of everything) expect(await store.list(bob, query)).toEqual({ items: [], next: null })
    },
    'get finds only his own rows': (store, { bob, id }) => expect(store.get(bob, id)).rejects.toThrow(missing),
    // In both directions, because a statement without an owner may find either of the two rows.
    'create is compared only with his own rows': async (store, { alice, bob, id }) => {
      await store.create(bob, { id, ...fields, title: 'His' })
      await expect(store.create(bob, { id, ...fields })).rejects.toMatchObject({ code: 'ID_TAKEN' })
      await expect(store.create(alice, { id, ...fields, title: 'His' })).rejects.toMatchObject({ code: 'ID_TAKEN' })
    },
    'update changes only his own rows': async (store, { bob, id, log }) => {
      await expect(store.update(bob, id, titled('Taken'))).rejects.toThrow(missing)
      expect(await log(bob)).toEqual([])
    },
    'update with a version changes only his own rows': async (store, { bob, id, log }) => {
      await expect(store.update(bob, id, { ...titled('Taken'), version: 1 })).rejects.toThrow(missing)
      expect(await log(bob)).toEqual([])
    },
    'delete deletes only his own rows': async (store, { bob, id, log }) => {
      await expect(store.delete(bob, id)).rejects.toThrow(missing)
      expect(await log(bob)).toEqual([])
    },
    'restore restores only his own rows': async (store, { bob, id, deleted, log }) => {
      for (const hers of [id, deleted]) await expect(store.restore(bob, hers)).rejects.toThrow(missing)
      expect(await log(bob)).toEqual([])
    },
    'a create logs only his own row': async (store, { bob, id, log }) => {
      await store.create(bob, { id, ...fields })
      expect(await log(bob)).toEqual([{ rowId: id, version: 1, before: null }])
    },
    'by their ids, only his own rows are read': async (_store, { bob, id, readRows }) => {
      expect(await readRows(bob, [id])).toEqual([])
    },
    'create is refused to the user who was erased, and to no other': async (store, { alice, bob, id, erase }) => {
      await erase(bob)
      await store.create(alice, { id: uuidv7(), ...fields })
      await expect(store.create(bob, { id, ...fields })).rejects.toMatchObject({ code: 'ERASED' })
    },
    'if both have a row with the same id, his changes affect only his own': async (store, { bob, id }) => {
      await store.create(bob, { id, ...fields, title: 'His' })
      await store.update(bob, id, titled('His still'))
      await store.delete(bob, id)
      await store.restore(bob, id)
    },
    'only his own deleted rows make room for a new one': async (store, { bob, id, fillWithDeleted }) => {
      await fillWithDeleted()
      await store.create(bob, { id, ...fields })
      expect(await store.list(bob, everything[0])).toMatchObject({ items: [{ id }] })
    },
  }

  testConditions({
    condition: 'the owner',
    isCondition: namesOwner,
    faultsOf: tablesWithoutOwner,
    promisesWith(connections, intact) {
      const whole = domain.createStore(intact, quota)
      const store = domain.createStore(connections, quota)
      const log = ({ userId }: OwnerScope) =>
        asOwner(intact, ownerOf(userId), ({ db }) =>
          db.change.findMany({
            where: { userId, kind: domain.kind.table },
            orderBy: [{ seq: 'asc' }, { rowId: 'asc' }],
            select: { rowId: true, version: true, before: true },
          }),
        )
      const counter = ({ userId }: OwnerScope) =>
        asOwner(intact, ownerOf(userId), ({ db }) => db.changeCounter.findMany({ where: { userId } }))
      const kept = async (promise: StorePromise<Fields, Query>) => {
        const [alice, bob, id, deleted] = [ownerOf(newUserId()), ownerOf(newUserId()), uuidv7(), uuidv7()]
        for (const owner of [alice, bob]) await prepare(intact, owner)
        const before = await whole.create(alice, { id, ...fields })
        const createDeleted = async (owner: OwnerScope, id: string) => {
          await whole.create(owner, { id, ...fields })
          await whole.update(owner, id, titled('Changed'))
          await whole.delete(owner, id)
        }
        await createDeleted(alice, deleted)
        const fillWithDeleted = async () => {
          // One of them has the same id as a row of Alice: the log must not forget the contents of hers.
          for (const id of [deleted, ...Array.from({ length: quota.rows - 1 }, () => uuidv7())])
            await createDeleted(bob, id)
        }
        const readRows = (owner: OwnerScope, ids: readonly string[]) => domain.kind.readRows(connections, owner, ids)
        const erase = (owner: OwnerScope) => eraseOwner(intact, owner, [domain.eraseRows])
        const logged = await log(alice)
        await promise(store, { alice, bob, id, deleted, fillWithDeleted, erase, log, readRows })
        expect(await whole.get(alice, id)).toEqual(before)
        expect((await log(alice)).slice(0, logged.length)).toEqual(logged)
        await whole.restore(alice, deleted)
      }
      const erasure: StorePromise<Fields, Query> = async (_store, { alice, bob, log }) => {
        const before = [await log(alice), await counter(alice)]
        expect(await eraseOwner(connections, bob, [domain.eraseRows])).toBe(0)
        expect([await log(alice), await counter(alice)]).toEqual(before)
      }
      const all = { ...promises, ...ofThisStore(intact), 'an erasure removes only his own rows': erasure }
      return Object.fromEntries(Object.entries(all).map(([name, promise]) => [name, () => kept(promise)]))
    },
  })
}
