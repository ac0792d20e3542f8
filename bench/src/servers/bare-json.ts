// node:http and pg: prepared statements, and PostgreSQL writes the JSON.
import pg from 'pg'
import { serveBare } from './bare-server.js'
import { env } from './env.js'

const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10 })

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const wire = `json_build_object('id', id, 'title', title, 'notes', notes, 'priority', priority, 'dueOn', due_on,
  'completedAt', ${instant('completed_at')}, 'listId', list_id, 'version', version, 'createdAt', ${instant('created_at')},
  'updatedAt', ${instant('updated_at')}, 'deletedAt', ${instant('deleted_at')})`
const own = 'user_id = $1 and deleted_at is null'
const page = (where: string) => `
  select json_build_object(
    'items', coalesce(json_agg(wire order by n) filter (where n <= $2), '[]'),
    'nextCursor', case when max(n) > $2 then (array_agg(id order by n))[$2] end)::text as data
  from (
    select ${wire} as wire, id, row_number() over (order by created_at desc, id desc) as n
    from task where ${where} order by created_at desc, id desc limit $2::int + 1
  ) rows`

const statements = {
  list: page(own),
  search: page(`${own} and (title ilike '%' || $3 || '%' or notes ilike '%' || $3 || '%')`),
  get: `select ${wire}::text as data from task where ${own} and id = $2`,
  getMany: `select ${wire}::text as data
    from unnest($2::uuid[]) with ordinality as wanted (wanted, n)
    left join task on id = wanted and ${own} order by n`,
  create: `insert into task (user_id, id, title, notes, priority, due_on, version, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, 1, now(), now()) returning ${wire}::text as data`,
  update: `update task set title = $3, version = version + 1, updated_at = now()
    where ${own} and id = $2 returning ${wire}::text as data`,
  delete: `update task set deleted_at = now(), version = version + 1, updated_at = now()
    where ${own} and id = $2 returning ${wire}::text as data`,
}

async function dataOf(name: keyof typeof statements, values: unknown[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ data: string }>({ name, text: statements[name], values })
  return rows.map(({ data }) => data)
}

const oneOf = ([data]: readonly string[]) => data ?? null

serveBare({
  async list(userId, { limit, search }) {
    const found = search === '' ? dataOf('list', [userId, limit]) : dataOf('search', [userId, limit, search])
    return oneOf(await found) ?? 'null'
  },
  get: async (userId, id) => oneOf(await dataOf('get', [userId, id])),
  getMany: (userId, ids) => dataOf('getMany', [userId, ids]),
  async create(userId, { id, title, notes = '', priority = 'none', dueOn = null }) {
    return oneOf(await dataOf('create', [userId, id, title, notes, priority, dueOn])) ?? 'null'
  },
  update: async (userId, { id, title }) => oneOf(await dataOf('update', [userId, id, title])),
  delete: async (userId, id) => oneOf(await dataOf('delete', [userId, id])),
})
