import { ownerOf, type Task, type TaskQuery } from '@ownlist/db'
import { createTestDatabase, execute, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/connections.js'
import { createDomainStores, type DomainStores } from '../../src/stores.js'
import { capture, type SentStatement } from './capture.js'

// Cost grows with the page, not with the table. The plans show this, and do not depend on how busy the machine is.

const [ada, garden, parent] = ['ada', uuidv7(), uuidv7()]
let own: TestDatabase
let api: pg.Client
beforeAll(async () => {
  own = await createTestDatabase()
  const columns = 'user_id, id, title, digest, version, created_at, updated_at'
  const row = (user: string, id: string) => `${user}, ${id}, 'Title', '', 1, now() - n * interval '1 minute', now()`
  await execute(own.adminUrl, [
    `insert into list (${columns}) select ${row(`'${ada}'`, 'gen_random_uuid()')} from generate_series(1, 900) n`,
    `insert into list (${columns}) select ${row(`'${ada}'`, `'${garden}'`)} from generate_series(1, 1) n`,
    `insert into task (${columns}, notes, priority, list_id)
      select ${row(`'${ada}'`, 'gen_random_uuid()')}, case when n % 10000 = 0 then 'A zebra, 牛奶' else '' end, 'none', case when n % 2 = 0 then '${garden}'::uuid end
      from generate_series(1, 20000) n`,
    `insert into task (${columns}, notes, priority)
      select ${row("'user-' || n % 2000", 'gen_random_uuid()')}, '', 'none' from generate_series(1, 30000) n`,
    // The older one is due first.
    `update task set due_on = date '2026-11-24' - row_number from (
      select id as due, row_number() over (order by created_at desc)::int from task where user_id = '${ada}' and notes <> ''
    ) as few where id = due`,
    `insert into task (${columns}, notes, priority) select ${row(`'${ada}'`, `'${parent}'`)}, '', 'none' from generate_series(4, 4) n`,
    `insert into task (${columns}, notes, priority, parent_id)
      select ${row(`'${ada}'`, 'gen_random_uuid()')}, '', 'none', '${parent}' from generate_series(3, 1, -1) n`,
    `insert into list (${columns}) select ${row("'user-' || n % 2000", 'gen_random_uuid()')} from generate_series(1, 10000) n`,
    `insert into section (${columns}, list_id) select ${row(`'${ada}'`, 'gen_random_uuid()')}, '${garden}' from generate_series(1, 5000) n`,
    `insert into label (${columns}) select ${row("'user-' || n % 2000", 'gen_random_uuid()')} from generate_series(1, 10000) n`,
    `insert into change_counter (user_id, seq) select user_id, count(*) from task group by 1`,
    `insert into change (user_id, seq, kind, row_id, version, list_ids, at)
      select user_id, row_number() over (partition by user_id), 'task', id, 1, '{}', now() from task`,
    // This also tells PostgreSQL which pages of the tables need not be read if the data is in an index.
    'vacuum analyze',
  ])
  api = new pg.Client({ connectionString: own.url })
  await api.connect()
  // As on each connection of the API.
  await api.query('set enable_sort = off')
})
afterAll(async () => {
  await api.end()
  await own[Symbol.asyncDispose]()
})

interface Plan {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Relation Name'?: string
  readonly 'Parent Relationship'?: string
  readonly 'CTE Name'?: string
  readonly Plans?: readonly Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** The plans of a statement: for these values, and for any values, which a prepared statement uses. */
async function plansOf({ text, values }: SentStatement): Promise<Plan[]> {
  const specific = await api.query(`explain (format json) ${text}`, [...values])
  const generic = await api.query(`explain (format json, generic_plan) ${text}`)
  return [specific, generic].map(({ rows }) => rows[0]['QUERY PLAN'][0].Plan)
}

/** The only statement with parameters on rows that a call of a store sends. */
async function statementOf(work: (stores: DomainStores) => Promise<unknown>): Promise<SentStatement> {
  await using connections = connect(own.url)
  const sent = await capture(connections, () => work(createDomainStores(connections)))
  const statement = sent.findLast(({ text }) => text.includes(' from task') || text.includes(' from list'))
  if (statement === undefined) throw new Error('No statement was sent')
  return statement
}

const page: TaskQuery = { limit: 50, status: 'open', search: '', after: null }
const deep = { createdAt: new Date(Date.now() - 5_000 * 60_000).toISOString(), id: uuidv7() }
const ofList = { ...page, listId: garden }
const [newest, ofOneList] = [['task_newest_idx'], ['task_user_id_list_id_created_at_id_idx']]
/** The index determines which tasks match. Only those are read, by their ids. */
const found = ['task_newest_idx', 'task_pkey']
/** The search reads either all texts of the owner in the index, or the tasks of the list, depending on the size of the list. */
const foundInList = [/^task_newest_idx$|^task_user_id_list_id_created_at_id_idx$/, 'task_pkey']
const calls: Record<
  string,
  readonly [indices: readonly (string | RegExp)[], work: (stores: DomainStores) => Promise<unknown>]
> = {
  'the first page': [newest, ({ tasks }) => tasks.list(ownerOf(ada), page)],
  'a deep page': [newest, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, after: deep })],
  'the first page of completed tasks': [newest, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, status: 'done' })],
  'the first page of a list': [ofOneList, ({ tasks }) => tasks.list(ownerOf(ada), ofList)],
  'a deep page of a list': [ofOneList, ({ tasks }) => tasks.list(ownerOf(ada), { ...ofList, after: deep })],
  'completed tasks of a list': [ofOneList, ({ tasks }) => tasks.list(ownerOf(ada), { ...ofList, status: 'done' })],
  'tasks in no list': [newest, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, listId: null })],
  'a search': [found, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, search: 'title' })],
  'a search for a rare word': [found, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, search: 'zebra' })],
  'a search with a typo': [found, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, search: 'zebar' })],
  'a search for one Chinese character': [found, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, search: '奶' })],
  'a deep page of a search': [
    found,
    ({ tasks }) => tasks.list(ownerOf(ada), { ...page, search: 'title', after: deep }),
  ],
  'a search in a list': [foundInList, ({ tasks }) => tasks.list(ownerOf(ada), { ...ofList, search: 'title' })],
  'a search in no list': [found, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, listId: null, search: 'title' })],
  'tasks with a label': [newest, ({ tasks }) => tasks.list(ownerOf(ada), { ...page, labelId: uuidv7() })],
  'tasks of a section': [
    ofOneList,
    ({ tasks }) => tasks.list(ownerOf(ada), { ...ofList, sectionId: uuidv7(), status: 'all' }),
  ],
  'one task': [['task_pkey'], ({ tasks }) => tasks.get(ownerOf(ada), uuidv7()).catch(() => null)],
  'the first lists': [
    ['list_user_id_created_at_id_idx'],
    ({ lists }) => lists.list(ownerOf(ada), { limit: 50, after: null }),
  ],
  'later lists': [
    ['list_user_id_created_at_id_idx'],
    ({ lists }) => lists.list(ownerOf(ada), { limit: 50, after: deep }),
  ],
  'one list': [['list_pkey'], ({ lists }) => lists.get(ownerOf(ada), garden)],
}

describe.each(Object.entries(calls))('%s', (_name, [indices, work]) => {
  test('is read in the order of an index, without sorting and without reading the table', async () => {
    for (const plan of await plansOf(await statementOf(work))) {
      const nodes = nodesOf(plan)
      const kinds = nodes.map((node) => node['Node Type'])
      for (const kind of ['Sort', 'Incremental Sort', 'Seq Scan', 'Bitmap Heap Scan']) expect(kinds).not.toContain(kind)
      const table = nodes.some((node) => node['Relation Name'] === 'task') ? 'task' : 'list'
      const scans = nodes.filter((node) => node['Relation Name'] === table)
      const expected = indices.map((index) => (typeof index === 'string' ? index : expect.stringMatching(index)))
      expect(scans.map((node) => node['Index Name'])).toEqual(expected)
      if (indices === found) expect(scans[0]?.['Node Type']).toBe('Index Only Scan')
    }
  })

  test('is read after the owner was set', async () => {
    for (const plan of await plansOf(await statementOf(work))) {
      const join = nodesOf(plan).find((node) => node.Plans?.some((child) => child['CTE Name'] === 'scope'))
      const [outer] = join?.Plans?.filter((child) => child['Parent Relationship'] === 'Outer') ?? []
      expect(join?.['Node Type']).toBe('Nested Loop')
      expect(outer?.['CTE Name']).toBe('scope')
    }
  })
})

/** Few rows of an index, which are then sorted. Their number does not grow with that of all tasks. */
const few: Record<string, readonly [index: string, query: Partial<TaskQuery>]> = {
  'what is due': ['task_due_idx', { dueUntil: '2026-11-26' }],
  'a deep page of what is due': ['task_due_idx', { dueUntil: '2026-11-26', after: deep }],
  'the subtasks of a task': ['task_subtask_idx', { parentId: parent }],
}

test.each(Object.entries(few))('%s: only those tasks are read, with an index', async (_name, [index, query]) => {
  const sent = await statementOf(({ tasks }) => tasks.list(ownerOf(ada), { ...page, ...query }))
  for (const plan of await plansOf(sent)) {
    const scans = nodesOf(plan).filter((node) => node['Index Name']?.startsWith('task'))
    expect(scans.map((node) => node['Index Name']).toSorted()).toEqual([index, 'task_pkey'].toSorted())
    expect(nodesOf(plan).map((node) => node['Node Type'])).not.toContain('Seq Scan')
  }
  const { rows } = await api.query(sent.text, [...sent.values])
  const found = JSON.parse(rows[0].coalesce).map(({ createdAt }: Task) => createdAt)
  expect(found.length).toBeGreaterThan(1)
  expect(found).toEqual(found.toSorted().toReversed())
})

const changes: Record<string, (stores: DomainStores) => Promise<unknown>> = {
  'an update': ({ tasks }) => tasks.update(ownerOf(ada), uuidv7(), { changes: { title: 'x' } }).catch(() => null),
  'an update of any field': ({ tasks }) =>
    tasks.update(ownerOf(ada), uuidv7(), { changes: { dueTime: '09:00' } }).catch(() => null),
  'a delete': ({ tasks }) => tasks.delete(ownerOf(ada), uuidv7()).catch(() => null),
  'a restore': ({ tasks }) => tasks.restore(ownerOf(ada), uuidv7()).catch(() => null),
}

test.each(Object.entries(changes))('%s finds its task by the primary key', async (_name, work) => {
  await using connections = connect(own.url)
  const sent = await capture(connections, () => work(createDomainStores(connections)))
  const statement = sent.find(({ text }) => text.startsWith('update task'))
  if (statement === undefined) throw new Error('No statement was sent')
  for (const plan of await plansOf(statement)) {
    const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'task' && node['Index Name'] !== undefined)
    // For each other task that it checks, such as the parent task.
    expect(new Set(scans.map((node) => node['Index Name']))).toEqual(new Set(['task_pkey']))
    expect(nodesOf(plan).map((node) => node['Node Type'])).not.toContain('Seq Scan')
  }
})
