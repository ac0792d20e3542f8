// node:http and pg: prepared statements, rows as parsed by pg, JSON.stringify.
import pg from 'pg'
import { serveBare } from './bare-server.js'
import { env } from './env.js'

interface Row {
  readonly id: string
  readonly completedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly deletedAt: Date | null
}

const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10 })

const columns = `id, title, notes, priority, due_on::text as "dueOn", completed_at as "completedAt",
  list_id as "listId", version, created_at as "createdAt", updated_at as "updatedAt", deleted_at as "deletedAt"`
const own = 'user_id = $1 and deleted_at is null'
const newestFirst = 'order by created_at desc, id desc limit $2'

const statements = {
  list: `select ${columns} from task where ${own} ${newestFirst}`,
  search: `select ${columns} from task
    where ${own} and (title ilike '%' || $3 || '%' or notes ilike '%' || $3 || '%') ${newestFirst}`,
  get: `select ${columns} from task where ${own} and id = $2`,
  getMany: `select ${columns} from task where ${own} and id = any($2::uuid[])`,
  create: `insert into task (user_id, id, title, notes, priority, due_on, version, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, 1, now(), now()) returning ${columns}`,
  update: `update task set title = $3, version = version + 1, updated_at = now()
    where ${own} and id = $2 returning ${columns}`,
  delete: `update task set deleted_at = now(), version = version + 1, updated_at = now()
    where ${own} and id = $2 returning ${columns}`,
}

async function rowsOf(name: keyof typeof statements, values: unknown[]): Promise<readonly Row[]> {
  return (await pool.query<Row>({ name, text: statements[name], values })).rows
}

/** `Date.toJSON` writes the instants in the form of the API. */
const oneOf = ([row]: readonly Row[]) => (row === undefined ? null : JSON.stringify(row))

serveBare({
  async list(userId, { limit, search }) {
    const rows = await (search === ''
      ? rowsOf('list', [userId, limit + 1])
      : rowsOf('search', [userId, limit + 1, search]))
    const items = rows.slice(0, limit)
    return JSON.stringify({ items, nextCursor: rows.length > limit ? items.at(-1)?.id : null })
  },
  get: async (userId, id) => oneOf(await rowsOf('get', [userId, id])),
  async getMany(userId, ids) {
    const byId = new Map((await rowsOf('getMany', [userId, ids])).map((row) => [row.id, JSON.stringify(row)]))
    return ids.map((id) => byId.get(id) ?? null)
  },
  async create(userId, { id, title, notes = '', priority = 'none', dueOn = null }) {
    return oneOf(await rowsOf('create', [userId, id, title, notes, priority, dueOn])) ?? 'null'
  },
  update: async (userId, { id, title }) => oneOf(await rowsOf('update', [userId, id, title])),
  delete: async (userId, id) => oneOf(await rowsOf('delete', [userId, id])),
})
