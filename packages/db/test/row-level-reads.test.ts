// domain: tasks
import { openDatabase } from '@ownlist/db'
import { createTestDatabase, newUserId, type TestDatabase } from '@ownlist/testkit'
import {
  type IsCondition,
  interceptStatements,
  touchesRows,
  withOwnerSetting,
  without,
} from '@ownlist/testkit/statements'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../src/connections.js'
import { ownerOf } from '../src/owner-scope.js'
import { createDomainStores, type DomainStores } from '../src/stores.js'

// A read names its owner twice: as a setting for row-level security, and in its WHERE. Here the setting is changed.

let own: TestDatabase
beforeAll(async () => {
  own = await createTestDatabase()
})
afterAll(() => own[Symbol.asyncDispose]())

const fields = { title: 'Secret', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const everything = { limit: 200, status: 'all', search: '', after: null } as const
/** Somebody with a task in a list. */
async function person() {
  const [userId, listId, id] = [newUserId(), uuidv7(), uuidv7()]
  await own.database.lists.create(ownerOf(userId), { id: listId, title: 'Secret' })
  await own.database.tasks.create(ownerOf(userId), { ...fields, id, listId })
  return { userId, listId, id }
}

/** The comparison that makes a read wait for its settings. Without it, row-level security decides alone. */
const namesScope: IsCondition = ({ lexpr }) => JSON.stringify(lexpr ?? null).includes('"scope"')

/** What a user's reads show if their setting is changed on the way to the server. */
async function shownWith(setting: string, reads: Reads, change = (sql: string) => sql): Promise<string[]> {
  using statements = interceptStatements(own.url)
  statements.change = (sql) => (touchesRows(sql) ? change(withOwnerSetting(sql, setting)) : sql)
  await using connections = connect(`${own.url}?options=-c%20plan_cache_mode%3D${reads.planMode}`)
  return await shown(createDomainStores(connections), reads)
}

interface Reads {
  readonly user: Awaited<ReturnType<typeof person>>
  /** Whether the reads are those of an app that is limited to the user's list. */
  readonly limited: boolean
  readonly planMode: string
}

/** The titles that each kind of read shows of a user's rows. */
async function shown({ tasks, lists }: DomainStores, { user, limited }: Reads): Promise<string[]> {
  const scope = { userId: user.userId, lists: limited ? [user.listId] : null }
  const pages = [
    await tasks.list(scope, everything),
    await tasks.list(scope, { ...everything, search: 'ecre' }),
    await tasks.list(scope, { ...everything, search: 'sercet' }),
    await tasks.list(scope, { ...everything, listId: user.listId }),
    await lists.list(scope, everything),
  ]
  const rows = await Promise.allSettled([tasks.get(scope, user.id), lists.get(scope, user.listId)])
  return [
    ...pages.flatMap(({ items }) => items.map(({ title }) => title)),
    ...rows.flatMap((row) => (row.status === 'fulfilled' ? [row.value.title] : [])),
  ]
}

/** Citus has no generic plans. There, the request's name is on the server with the rows, as part of Citus's own name. */
const onCluster = inject('citusCluster') !== null

describe.each(['force_custom_plan', ...(onCluster ? [] : ['force_generic_plan'])])('with %s', (planMode) => {
  describe.each([
    ['the owner of everything', false],
    ['an app that is limited to one list', true],
  ])('for %s, a read', (_name, limited) => {
    test('shows the rows of the owner', async () => {
      const user = await person()
      expect(await shownWith(user.userId, { user, limited, planMode })).toHaveLength(7)
    })

    test('shows nothing if its setting names nobody, or another user with rows', async () => {
      const [user, bob] = [await person(), await person()]
      for (const setting of ['', bob.userId]) {
        expect(await shownWith(setting, { user, limited, planMode })).toEqual([])
        const alone = (sql: string) => without(namesScope, sql) ?? 'the read has no such comparison'
        expect(await shownWith(setting, { user, limited, planMode }, alone)).toEqual([])
      }
    })
  })
})

test('a read leaves no setting on its connection', async () => {
  const ada = await person()
  await using connections = connect(own.url)
  const { pool } = connections
  await createDomainStores(connections).tasks.get(ownerOf(ada.userId), ada.id)
  const { rows } = await pool.query(
    "select coalesce(current_setting('app.user_id', true), '') as owner, coalesce(current_setting('app.lists', true), '') as lists",
  )
  expect(pool.totalCount).toBe(1)
  expect(rows).toEqual([{ owner: '', lists: '' }])
  expect((await pool.query('select id from task')).rowCount).toBe(0)
})

test.skipIf(onCluster)(
  'a read carries the name of its request while it runs, and its connection no longer does afterwards',
  async () => {
    const ada = await person()
    using statements = interceptStatements(own.url)
    statements.change = (sql) => sql.replace('from scope, lateral', 'from scope, pg_sleep(0.5), lateral')
    await using database = openDatabase(own.url)
    const client = new pg.Client({ connectionString: own.adminUrl })
    await client.connect()
    const namesOf = async (state: string) => {
      const sql = 'select application_name as name from pg_stat_activity where usename = $1 and state = $2'
      const { rows } = await client.query<{ name: string }>(sql, [new URL(own.url).username, state])
      return rows.map(({ name }) => name)
    }
    const reading = database.tasks.get(ownerOf(ada.userId, 'request-1'), ada.id)
    await expect.poll(() => namesOf('active')).toContain('request-1')
    await reading
    expect(await namesOf('idle')).not.toContain('request-1')
    await client.end()
  },
)
