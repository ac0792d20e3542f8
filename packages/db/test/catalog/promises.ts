// domain: tasks
import { ownerOf } from '@ownlist/db'
import { newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'

type Promises = Readonly<Record<string, (own: TestDatabase) => Promise<unknown>>>

interface Setting {
  readonly userId: string | null
  readonly lists?: readonly string[]
}

type Run = (setting: Setting, sql: string, values?: readonly unknown[]) => Promise<pg.QueryResult>

/** Connects, and gives `work` a function that runs statements in a transaction for one user, which is rolled back. */
async function withRole<T>(url: string, work: (run: Run) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(async ({ userId, lists = [] }, sql, values = []) => {
      await client.query('begin')
      try {
        const listArray = lists.length === 0 ? '' : `{${lists.join(',')}}`
        await client.query("select set_config('app.user_id', $1, true), set_config('app.lists', $2, true)", [
          userId ?? '',
          listArray,
        ])
        return await client.query(sql, [...values])
      } finally {
        await client.query('rollback')
      }
    })
  } finally {
    await client.end()
  }
}

const fields = { title: 'Secret', notes: '', priority: 'none', dueOn: null, completedAt: null } as const
const taskOf = (listId: string | null = null) => ({ id: uuidv7(), ...fields, listId })

const subscription = {
  endpoint: 'https://push.example.com/1',
  p256dh: 'p',
  auth: 'a',
  timeZone: 'UTC',
  session: null,
} as const

/** Two users, each with rows of every kind, and users whose rows were erased. */
type Scene = Awaited<ReturnType<typeof createScene>>

const scenes = new WeakMap<TestDatabase, Promise<Scene>>()

/** The promises about one database share its scene: they change it only in transactions that are rolled back. */
function sceneOf(own: TestDatabase): Promise<Scene> {
  const scene = scenes.get(own) ?? createScene(own)
  scenes.set(own, scene)
  return scene
}

async function createScene({ database }: TestDatabase) {
  const person = async () => {
    const [userId, listId, otherListId] = [newUserId(), uuidv7(), uuidv7()]
    const owner = ownerOf(userId)
    await database.lists.create(owner, { id: listId, title: 'Secret' })
    const inside = await database.tasks.create(owner, taskOf(listId))
    await database.tasks.create(owner, taskOf())
    await database.push.subscribe(owner, { id: uuidv7(), ...subscription })
    const section = await database.sections.create(owner, { id: uuidv7(), listId, title: 'Secret' })
    await database.lists.create(owner, { id: otherListId, title: 'Another' })
    await database.sections.create(owner, { id: uuidv7(), listId: otherListId, title: 'Another' })
    await database.labels.create(owner, { id: uuidv7(), title: 'Secret' })
    await database.filters.create(owner, { id: uuidv7(), title: 'Secret', query: 'today' })
    await database.preferences.update(owner, { language: 'de' })
    await database.feeds.rotate(owner)
    await database.imports.put(owner, { importId: uuidv7(), name: 'a', part: 0, parts: 2, content: Buffer.from('a') })
    return { userId, listId, otherListId, taskId: inside.id, sectionId: section.id }
  }
  const erased = [newUserId(), newUserId()] as const
  for (const userId of erased) await database.eraseOwner(userId)
  return { alice: await person(), bob: await person(), erased }
}

const tables = [
  ...(['task', 'list', 'section', 'label', 'preference', 'change', 'change_counter', 'erasure', 'due'] as const),
  'push_subscription',
  'feed',
  'filter',
  'import_part',
] as const
const insertTask = `insert into task (user_id, id, list_id, title, notes, priority, digest, version, created_at, updated_at)
  values ($1, gen_random_uuid(), $2, $3, $4, 'none', '', $5, now(), now())`
const insertList = `insert into list (user_id, id, title, digest, version, created_at, updated_at)
  values ($1, gen_random_uuid(), $2, '', $3, now(), now())`
const insertDue = 'insert into due (user_id, kind, due_at) values ($1, $2, now())'
const insertSubscription = `insert into push_subscription
  (user_id, id, endpoint, p256dh, auth, time_zone, created_at, renewed_at, reminded_until, reminded_zone)
  values ($1, gen_random_uuid(), $2, $3, $4, $5, now(), now(), now(), 'UTC')`
const insertSection = `insert into section (user_id, id, list_id, title, digest, version, created_at, updated_at)
  values ($1, gen_random_uuid(), $2, $3, '', $4, now(), now())`
const insertLabel = `insert into label (user_id, id, title, digest, version, created_at, updated_at)
  values ($1, gen_random_uuid(), $2, '', $3, now(), now())`
const insertFilter = `insert into filter (user_id, id, title, query, digest, version, created_at, updated_at)
  values ($1, gen_random_uuid(), $2, $3, '', $4, now(), now())`
const insertFeed = `insert into feed (user_id, secret_hash, created_at) values ($1, repeat('a', 43), now())`
const insertPart = `insert into import_part (user_id, import_id, part, parts, name, content, created_at)
  values ($1, gen_random_uuid(), 0, 1, '', 'a', now())`
const insertPreference = 'insert into preference (user_id, updated_at) values ($1, now())'
const insertChange = `insert into change (user_id, seq, kind, row_id, version, before, list_ids, at, undoes)
  values ($1, $2, 'task', gen_random_uuid(), $3, $4, $5, now(), $6)`
const refusedRow = expect.objectContaining({ code: '42501' })
const outOfBounds = expect.objectContaining({ code: '23514' })

/** The check at start-up, which must notice whatever weakens row-level security. */
export const startsWith = ({ database }: TestDatabase): Promise<void> => database.assertRestrictedRole()

/** What must hold in the tasks database for any statement. Each promise throws if it is broken. */
export const databasePromises: Promises = {
  'the API’s role can read and write rows, and do nothing else': async ({ url }) =>
    withRole(url, async (run) => {
      const [userId, denied] = [newUserId(), expect.objectContaining({ code: '42501' })]
      for (const sql of [
        'create table x ()',
        'alter table task add x int',
        'table _prisma_migrations',
        ...tables.map((table) => `truncate ${table} cascade`),
      ]) {
        await expect(run({ userId }, sql), sql).rejects.toEqual(denied)
      }
      const { rows } = await run(
        { userId },
        `select relname, grantee::regrole::text as role, array_agg(lower(privilege_type) order by privilege_type) as privileges
          from pg_class, aclexplode(relacl) where grantee <> relowner and relkind in ('r', 'p')
            and relnamespace = 'public'::regnamespace group by relname, grantee order by relname, role`,
      )
      const privileges = ['delete', 'insert', 'select', 'update']
      expect(rows.filter(({ role }) => role !== 'ownlist_background')).toEqual(
        tables.toSorted().map((relname) => ({ relname, role: new URL(url).username, privileges })),
      )
      expect(rows.filter(({ role }) => role === 'ownlist_background')).toEqual([
        { relname: 'due', role: 'ownlist_background', privileges: ['select'] },
      ])
    }),

  'only optional fields can be null': ({ adminUrl }) =>
    withRole(adminUrl, async (run) => {
      const { rows } = await run(
        { userId: null },
        `select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = 'public' and table_name <> '_prisma_migrations' and is_nullable = 'YES'
            and table_name not in (select relname from pg_class where relispartition) order by 1`,
      )
      const optional = [
        ...['before', 'client', 'session', 'undoes'].map((column) => `change.${column}`),
        'filter.deleted_at',
        ...['color', 'deleted_at'].map((column) => `label.${column}`),
        ...['archived_at', 'color', 'deleted_at'].map((column) => `list.${column}`),
        ...['default_list_id', 'language', 'time_zone', 'week_start'].map((column) => `preference.${column}`),
        ...['leased_until', 'retry_at', 'session'].map((column) => `push_subscription.${column}`),
        'section.deleted_at',
        ...['completed_at', 'deadline_on', 'deadline_time', 'deadline_zone', 'deleted_at'],
        ...['due_on', 'due_time', 'due_zone', 'list_id', 'next_id', 'parent_id', 'recurrence'],
        ...['search', 'search_long', 'section_id'],
      ].map((column) => (column.includes('.') ? column : `task.${column}`))
      expect(rows.map(({ name }) => name)).toEqual(optional)
    }),

  'people create, change, delete and erase their own rows': async ({ database }) => {
    const owner = ownerOf(newUserId())
    const list = await database.lists.create(owner, { id: uuidv7(), title: 'Mine' })
    const task = await database.tasks.create(owner, taskOf(list.id))
    await database.tasks.update(owner, task.id, { changes: { title: 'Changed' } })
    await database.lists.update(owner, list.id, { changes: { title: 'Changed' } })
    const section = await database.sections.create(owner, { id: uuidv7(), listId: list.id, title: 'Mine' })
    const label = await database.labels.create(owner, { id: uuidv7(), title: 'Mine' })
    const changes = { sectionId: section.id, labelIds: [label.id], deadlineTime: '09:00', dueZone: 'Asia/Tokyo' }
    await database.tasks.update(owner, task.id, { changes })
    await database.preferences.update(owner, { defaultListId: list.id, weekStart: 7 })
    expect((await database.tasks.get(owner, task.id)).title).toBe('Changed')
    expect(await database.eraseOwner(owner.userId)).toBe(5)
    expect(await database.eraseOwner(owner.userId)).toBe(0)
  },

  'a statement without a WHERE reads and changes only the rows of the transaction’s user': async (own) => {
    const { bob, erased } = await sceneOf(own)
    await withRole(own.url, async (run) => {
      for (const table of tables) {
        const userId = table === 'erasure' ? erased[0] : bob.userId
        for (const sql of [
          `select user_id from ${table}`,
          `update ${table} set user_id = user_id returning user_id`,
          // A list that has tasks cannot be deleted.
          ...(table === 'list' ? [] : [`delete from ${table} returning user_id`]),
        ]) {
          const { rows } = await run({ userId }, sql)
          expect(new Set(rows.map(({ user_id }) => user_id)), sql).toEqual(new Set([userId]))
        }
        expect((await run({ userId: null }, `select from ${table}`)).rowCount).toBe(0)
      }
    })
  },

  'the role that owns the tables sees no rows without a user': async (own) => {
    await sceneOf(own)
    await withRole(own.ownerUrl, async (run) => {
      for (const table of tables) expect((await run({ userId: null }, `select from ${table}`)).rowCount, table).toBe(0)
      const insert = run({ userId: null }, 'insert into erasure values ($1, now())', [newUserId()])
      await expect(insert).rejects.toEqual(refusedRow)
    })
  },

  'no row can be created for another user, or transferred to one': async (own) => {
    const { alice, bob, erased } = await sceneOf(own)
    await withRole(own.url, async (run) => {
      const inserts: readonly (readonly [string, readonly unknown[]])[] = [
        [insertTask, [alice.userId, null, 'x', '', 1]],
        [insertList, [alice.userId, 'x', 1]],
        [insertSection, [alice.userId, alice.listId, 'x', 1]],
        [insertLabel, [alice.userId, 'x', 1]],
        [insertFilter, [alice.userId, 'x', 'today', 1]],
        [insertPreference, [newUserId()]],
        [insertFeed, [newUserId()]],
        [insertPart, [newUserId()]],
        ['insert into erasure values ($1, now())', [alice.userId]],
        [insertDue, [alice.userId, 'log']],
        [insertSubscription, [alice.userId, 'https://push.example.com/2', 'p', 'a', 'UTC']],
        [insertChange, [alice.userId, 100, 1, null, [], null]],
        ['insert into change_counter values ($1, 1)', [newUserId()]],
      ]
      for (const [sql, values] of inserts) {
        await expect(run({ userId: bob.userId }, sql, values), sql).rejects.toEqual(refusedRow)
      }
      for (const table of tables) {
        const userId = table === 'erasure' ? erased[0] : bob.userId
        const give = table === 'task' ? 'user_id = $1, list_id = null' : 'user_id = $1'
        await expect(run({ userId }, `update ${table} set ${give}`, [alice.userId]), table).rejects.toEqual(refusedRow)
      }
    })
  },

  'a transaction that names lists sees no rows outside them': async (own) => {
    const { bob } = await sceneOf(own)
    const within = { userId: bob.userId, lists: [bob.listId] }
    await withRole(own.url, async (run) => {
      expect((await run(within, 'select id from task')).rows).toEqual([{ id: bob.taskId }])
      expect((await run(within, 'select id from list')).rows).toEqual([{ id: bob.listId }])
      expect((await run(within, 'select from push_subscription')).rowCount).toBe(0)
      expect((await run(within, 'select id from section')).rows).toEqual([{ id: bob.sectionId }])
      for (const table of ['label', 'filter', 'preference', 'feed', 'import_part']) {
        expect((await run(within, `select from ${table}`)).rowCount).toBe(0)
      }
      const { rows } = await run(within, 'select row_id from change order by seq')
      expect(rows.map(({ row_id }) => row_id)).toEqual([bob.listId, bob.taskId, bob.sectionId])
    })
  },

  'where the transaction names lists, no row can be put or moved outside them': async (own) => {
    const { bob } = await sceneOf(own)
    const within = { userId: bob.userId, lists: [bob.listId] }
    await withRole(own.url, async (run) => {
      for (const listId of [bob.otherListId, null]) {
        await expect(run(within, insertTask, [bob.userId, listId, 'x', '', 1])).rejects.toEqual(refusedRow)
        await expect(run(within, 'update task set list_id = $1', [listId])).rejects.toEqual(refusedRow)
      }
      for (const lists of [[], [bob.otherListId]]) {
        await expect(run(within, insertChange, [bob.userId, 100, 1, null, lists, null])).rejects.toEqual(refusedRow)
        await expect(run(within, 'update change set list_ids = $1', [lists])).rejects.toEqual(refusedRow)
      }
      await expect(run(within, insertList, [bob.userId, 'x', 1])).rejects.toEqual(refusedRow)
      const values = [bob.userId, 'https://push.example.com/2', 'p', 'a', 'UTC']
      await expect(run(within, insertSubscription, values)).rejects.toEqual(refusedRow)
      await expect(run(within, 'update list set id = gen_random_uuid()')).rejects.toEqual(refusedRow)
      await expect(run(within, insertSection, [bob.userId, bob.otherListId, 'x', 1])).rejects.toEqual(refusedRow)
      await expect(run(within, 'update section set list_id = $1', [bob.otherListId])).rejects.toEqual(refusedRow)
      await expect(run(within, insertLabel, [bob.userId, 'x', 1])).rejects.toEqual(refusedRow)
      await expect(run(within, insertFilter, [bob.userId, 'x', 'today', 1])).rejects.toEqual(refusedRow)
      await expect(run(within, insertPreference, [bob.userId])).rejects.toEqual(refusedRow)
      await expect(run(within, insertFeed, [bob.userId])).rejects.toEqual(refusedRow)
      await expect(run(within, insertPart, [bob.userId])).rejects.toEqual(refusedRow)
    })
  },

  'an id identifies one row of a user, and two users may use the same id': async (own) => {
    const { bob, erased } = await sceneOf(own)
    const carol = ownerOf(newUserId())
    await own.database.tasks.create(carol, { ...taskOf(), id: bob.taskId })
    await own.database.lists.create(carol, { id: bob.listId, title: 'Hers' })
    await withRole(own.url, async (run) => {
      for (const table of tables) {
        const userId = table === 'erasure' ? erased[0] : bob.userId
        const columns = 'user_id, id, title, digest, version, created_at, updated_at'
        const copy = {
          task: `insert into task (${columns}, notes, priority) select ${columns}, notes, priority from task`,
          list: `insert into list (${columns}) select ${columns} from list`,
          section: `insert into section (${columns}, list_id) select ${columns}, list_id from section`,
          label: `insert into label (${columns}) select ${columns} from label`,
          filter: `insert into filter (${columns}, query) select ${columns}, query from filter`,
          preference: 'insert into preference (user_id, updated_at) select user_id, updated_at from preference',
          erasure: 'insert into erasure select * from erasure',
          due: 'insert into due select * from due',
          feed: 'insert into feed select * from feed',
          import_part: 'insert into import_part select * from import_part',
          push_subscription: `insert into push_subscription select user_id, id, endpoint || '2', p256dh, auth, time_zone, session,
            created_at, renewed_at, reminded_until, reminded_zone from push_subscription`,
          change: 'insert into change select * from change',
          change_counter: 'insert into change_counter select * from change_counter',
        }[table]
        await expect(run({ userId }, copy), table).rejects.toMatchObject({ code: '23505' })
      }
    })
  },

  'a task is in one of its owner’s lists, or in none': async (own) => {
    const { alice, bob } = await sceneOf(own)
    await withRole(own.url, (run) =>
      expect(run({ userId: bob.userId }, insertTask, [bob.userId, alice.listId, 'x', '', 1])).rejects.toMatchObject({
        code: '23503',
      }),
    )
  },

  'what a row refers to is its owner’s': async (own) => {
    const { alice, bob } = await sceneOf(own)
    const missing = expect.objectContaining({ code: '23503' })
    await withRole(own.url, async (run) => {
      for (const [sql, id] of [
        ['update task set section_id = $1', alice.sectionId],
        ['update task set parent_id = $1', alice.taskId],
        ['update section set list_id = $1', alice.listId],
        ['update preference set default_list_id = $1', alice.listId],
      ] as const) {
        await expect(run({ userId: bob.userId }, sql, [id]), sql).rejects.toEqual(missing)
      }
    })
  },

  'the bounds of all other fields hold under the API as well': async (own) => {
    const { bob } = await sceneOf(own)
    await withRole(own.url, async (run) => {
      const [zones, position] = [
        ["''", "repeat('x', 65)"],
        ["'a'", "''", "'0a'", "'a-'", "repeat('a', 201)"],
      ]
      const [times, colors] = [
        ["'24:00'", "'9:00'", "'09:00:00'"],
        ["'lilac'", "''"],
      ]
      const faults = {
        task: {
          due_time: times,
          due_zone: zones,
          deadline_time: times,
          deadline_zone: zones,
          recurrence: ["''", "repeat('x', 501)"],
          recurrence_from: ["'today'"],
          parent_id: ['id'],
          label_ids: ['array_fill(gen_random_uuid(), array[51])'],
          position,
          remind_before: ["'{-1}'", "'{40321}'", "'{1,2,3,4,5,6}'"],
          remind_at: ['array_fill(now(), array[6])'],
        },
        list: { color: colors, position },
        section: { title: ["''", "repeat('x', 501)"], version: ['0'], position },
        label: { title: ["''", "repeat('x', 501)"], version: ['0'], color: colors, position },
        filter: {
          title: ["''", "repeat('x', 501)"],
          query: ["''", "repeat('x', 501)"],
          version: ['0'],
          position,
        },
        feed: { secret_hash: ["''", "repeat('a', 44)"] },
        import_part: {
          part: ['-1', '2'],
          parts: ['0', '257'],
          name: ["repeat('x', 301)"],
          content: ["''", "convert_to(repeat('x', 40961), 'UTF8')"],
        },
        preference: { time_zone: zones, language: ["'fr'"], week_start: ['0', '8'] },
      }
      for (const [table, columns] of Object.entries(faults)) {
        for (const [column, values] of Object.entries<readonly string[]>(columns)) {
          for (const value of values) {
            const sql = `update ${table} set ${column} = ${value}`
            await expect(run({ userId: bob.userId }, sql), sql).rejects.toEqual(outOfBounds)
          }
        }
      }
    })
  },

  'a task has one of the four priorities': ({ url }) =>
    withRole(url, async (run) => {
      const userId = newUserId()
      const insert = insertTask.replace("'none'", '$6')
      const insertWith = (priority: string) => run({ userId }, insert, [userId, null, 'x', '', 1, priority])
      for (const priority of ['none', 'low', 'medium', 'high']) expect((await insertWith(priority)).rowCount).toBe(1)
      for (const priority of ['', 'High', 'urgent']) await expect(insertWith(priority)).rejects.toEqual(outOfBounds)
    }),

  'what is due is of a known kind': ({ url }) =>
    withRole(url, async (run) => {
      const userId = newUserId()
      for (const kind of ['reminder', 'trash', 'log', 'erasure', 'import']) {
        expect((await run({ userId }, insertDue, [userId, kind])).rowCount).toBe(1)
      }
      await expect(run({ userId }, insertDue, [userId, 'other'])).rejects.toEqual(outOfBounds)
    }),

  'a push subscription is an https address with short keys and a time zone': ({ url }) =>
    withRole(url, async (run) => {
      const userId = newUserId()
      const endpoint = 'https://push.example.com/1'
      expect((await run({ userId }, insertSubscription, [userId, endpoint, 'p', 'a', 'UTC'])).rowCount).toBe(1)
      for (const values of [
        ['http://push.example.com/1', 'p', 'a', 'UTC'],
        [`https://push.example.com/${'x'.repeat(2_000)}`, 'p', 'a', 'UTC'],
        [endpoint, 'x'.repeat(101), 'a', 'UTC'],
        [endpoint, 'p', 'x'.repeat(51), 'UTC'],
        [endpoint, 'p', 'a', ''],
      ]) {
        await expect(run({ userId }, insertSubscription, [userId, ...values])).rejects.toEqual(outOfBounds)
      }
    }),
  'the bounds of the change log hold': async ({ url }) => {
    const userId = newUserId()
    await withRole(url, async (run) => {
      expect((await run({ userId }, insertChange, [userId, 2, 1, '{}', [], 1])).rowCount).toBe(1)
      for (const [seq, version, before, undoes] of [
        [0, 1, null, null],
        [2, 0, null, null],
        [2, 1, '[]', null],
        [2, 1, null, 2],
      ]) {
        const insert = run({ userId }, insertChange, [userId, seq, version, before, [], undoes])
        await expect(insert).rejects.toEqual(outOfBounds)
      }
      const insertCounter = 'insert into change_counter values ($1, $2, $3)'
      for (const [seq, trimmed] of [
        [0, 0],
        [1, 2],
        [1, -1],
      ]) {
        await expect(run({ userId }, insertCounter, [userId, seq, trimmed])).rejects.toEqual(outOfBounds)
      }
    })
  },

  'the bounds of titles, notes and versions hold under the API as well': async ({ url }) => {
    const userId = newUserId()
    await withRole(url, async (run) => {
      const [longTitle, longNotes] = ['x'.repeat(501), 'x'.repeat(10_001)]
      for (const [title, notes, version] of [
        ['', '', 1],
        [longTitle, '', 1],
        ['x', longNotes, 1],
        ['x', '', 0],
      ]) {
        await expect(run({ userId }, insertTask, [userId, null, title, notes, version])).rejects.toEqual(outOfBounds)
      }
      for (const [title, version] of [
        ['', 1],
        [longTitle, 1],
        ['x', 0],
      ]) {
        await expect(run({ userId }, insertList, [userId, title, version])).rejects.toEqual(outOfBounds)
      }
    })
  },
}
