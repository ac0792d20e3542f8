// domain: tasks
import { appRouter } from '@ownlist/api'
import { type Database, type OwnerScope, openDatabase, ownerOf } from '@ownlist/db'
import { callerFor, createTestDatabase, newUserId, type TestCaller, type TestDatabase } from '@ownlist/testkit'
import {
  type InterceptedStatements,
  type IsCondition,
  interceptStatements,
  namesLists,
  namesOwner,
  tablesWithoutOwner,
  touchesRows,
  without,
} from '@ownlist/testkit/statements'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ownedRows, procedureTests } from '../resources/index.js'
import type { Row } from '../resources/resource.js'
import { directly } from '../transports.js'

// Each statement that a procedure sends loses its owner condition on the way to the database, and some attack must notice.
// The connection is that of a superuser, to whom row-level security does not apply, so only the statements protect the
// rows.

let own: TestDatabase
let unbound: Database
let statements: InterceptedStatements
/** Its statements have no parameters, so they are sent unchanged. */
let superuser: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  superuser = new pg.Client({ connectionString: own.adminUrl })
  await superuser.connect()
  statements = interceptStatements(own.adminUrl)
  // So low that another user's rows would exceed the quota.
  const quota = { rows: 2 }
  unbound = openDatabase(own.adminUrl, { tasks: quota, lists: quota, sections: quota, labels: quota, filters: quota })
})
afterAll(async () => {
  statements[Symbol.dispose]()
  await superuser.end()
  await unbound[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
})

interface Outsider {
  readonly bobIsApp: boolean
  /** The procedures that it may call. */
  readonly procedures: readonly string[]
}

const procedures = Object.keys(appRouter._def.procedures)
const outsiders: Record<string, Outsider & { readonly isCondition: IsCondition }> = {
  'another user': { bobIsApp: false, procedures, isCondition: namesOwner },
  'an app that is limited to one list': {
    bobIsApp: true,
    procedures: procedures.filter((name) => procedureTests[name]?.listsSuffice),
    isCondition: namesLists,
  },
}

/** Runs every attack on separate rows. Yields the names of the procedures that revealed or changed something. */
async function* brokenBy({ bobIsApp, procedures }: Outsider, began?: (name: string) => void): AsyncGenerator<string> {
  for (const name of procedures) {
    const router = name.split('.')[0] ?? ''
    const alice = newUserId()
    const hers = callerFor(own.database, alice)
    const rows = new Map<string, { readonly id: string; readonly title: string }>()
    for (const [router, { create }] of Object.entries(ownedRows)) {
      await create(hers, 'An older one')
      rows.set(router, await create(hers, `Secret ${uuidv7()}`))
    }
    await superuser.query(
      `insert into due (user_id, kind, due_at) select '${alice}', kind, now() from unnest('{reminder,import}'::text[]) kind`,
    )
    const look = async () => {
      const { rows: log } = await superuser.query(`select * from change where user_id = '${alice}' order by seq`)
      const { rows: due } = await superuser.query(`select kind from due where user_id = '${alice}' order by kind`)
      const { changes } = await hers.sync.changes({ since: 0 })
      return [
        log,
        due,
        changes,
        router === 'trash' && (await hers.preferences.get()),
        ...(await Promise.all([...rows].map(([router, { id }]) => ownedRows[router]?.get(hers, id)))),
      ]
    }
    const bob = bobIsApp ? alice : newUserId()
    const scopes = bobIsApp ? await emptyList(ownerOf(alice)) : null
    const deleted = name.endsWith('.restore') ? await deletedRow(hers, router) : undefined
    if (router === 'trash') {
      for (const each of rows.keys()) await deletedRow(hers, each)
      rows.set('task', await referringToDeleted(hers))
    }
    const alices = deleted ?? rows.get(router) ?? { id: uuidv7(), title: 'None' }
    await procedureTests[name]?.prepare?.(directly(own.database, () => null).call, alice)
    const before = await look()
    const { call } = directly(unbound, (userId) => (userId === bob ? scopes : null))
    began?.(name)
    try {
      await procedureTests[name]?.attack({ call, alice, bob, bobIsApp, alices })
      expect(await look()).toEqual(before)
    } catch {
      yield name
    }
  }
}

/**
 * Reads rows by ids that another statement has found in the caller's own log. The tests of the stores use it to read rows
 * of others.
 */
const isChosenBefore = (sql: string) => sql.includes("any (string_to_array($4, ',')::uuid[])")

/** Looks up which actions were undone, among those that another statement has found within the lists. */
const isChosenWithinLists = (sql: string) => sql.startsWith('select distinct change.seq, change.undoes')

type Remove = (input: { readonly id: string }) => Promise<unknown>

/** A deleted row of A, since only such a row can be restored. */
async function deletedRow(hers: TestCaller, router: string): Promise<Row | undefined> {
  const row = await ownedRows[router]?.create(hers, 'Deleted')
  const procedures = (hers as unknown as Record<string, { readonly delete?: Remove }>)[router]
  if (row !== undefined) await procedures?.delete?.({ id: row.id })
  return row
}

/** The default list of A is deleted, and a section with a task in it. */
async function referringToDeleted(hers: TestCaller): Promise<Row> {
  const { id } = await hers.list.create({ title: 'The default' })
  await hers.preferences.update({ defaultListId: id })
  await hers.list.delete({ id })
  const { id: listId } = await hers.list.create({ title: 'Garden' })
  const section = await hers.section.create({ listId, title: 'In the shade' })
  const task = await hers.task.create({ listId, sectionId: section.id, title: 'Water the ferns' })
  await hers.section.delete({ id: section.id })
  return task
}

async function emptyList(owner: OwnerScope): Promise<string[]> {
  const { id } = await own.database.lists.create(owner, { id: uuidv7(), title: 'The app’s' })
  return [`tasks:read:${id}`, `tasks:write:${id}`]
}

describe.each(Object.entries(outsiders))('against %s', (_name, { isCondition, ...outsider }) => {
  /** Each statement without its condition, and the procedures whose attacks send it. No other attack could notice. */
  const guarded = new Map<string, { readonly weaker: string; readonly senders: Set<string> }>()

  test('the statements protect the rows without row-level security', async () => {
    let sender = ''
    statements.change = (sql) => {
      const weaker = touchesRows(sql) ? without(isCondition, sql) : null
      if (weaker === null) return sql
      const known = guarded.get(sql) ?? { weaker, senders: new Set() }
      guarded.set(sql, known)
      known.senders.add(sender)
      return sql
    }
    const began = (name: string) => {
      sender = name
    }
    for await (const name of brokenBy(outsider, began)) expect.soft(name).toBeUndefined()
    expect(guarded.size).toBeGreaterThan(0)
  }, 120_000)

  test('each statement compares the owner of each table with a parameter', () => {
    for (const statement of guarded.keys()) expect(tablesWithoutOwner(statement), statement).toEqual([])
  })

  // On a cluster, such a statement goes to all servers, and then fails or finds nothing.
  const isCluster = inject('citusCluster') !== null
  test.skipIf(isCluster)(
    'an attack notices each statement that has lost its condition',
    async () => {
      for (const [statement, { weaker, senders }] of guarded) {
        if (isChosenBefore(statement) || (outsider.bobIsApp && isChosenWithinLists(statement))) continue
        statements.change = (sql) => (sql === statement ? weaker : sql)
        let noticed: string | undefined
        for await (noticed of brokenBy({ ...outsider, procedures: [...senders] })) break
        expect.soft(noticed, `${[...senders]} ${statement}`).toBeDefined()
      }
      statements.change = (sql) => sql
    },
    240_000,
  )
})
