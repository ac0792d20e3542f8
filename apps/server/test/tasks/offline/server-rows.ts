// domain: tasks
import pg from 'pg'
import type { AppApi } from '../../app-api.js'

/** A person's rows at the API. */
export interface ServerRows {
  /** The open tasks and all lists as the API returns them, and the given tasks. Sorted by id. */
  visible(tasks: ReadonlySet<string>): readonly object[]
  /** Every value that a text field ever had, in order. */
  values(id: string, field: string): readonly string[]
}

interface Logged {
  readonly id: string
  readonly before: Readonly<Record<string, string>> | null
}

export async function serverRows(api: AppApi, userId: string): Promise<ServerRows> {
  const client = api.clientFor(userId)
  const [tasks, lists] = [await all(client.task.list.query), await all(client.list.list.query)]
  const visible = [...tasks, ...lists].sort((a, b) => (a.id < b.id ? -1 : 1))
  const superuser = new pg.Client({ connectionString: api.test.adminUrl })
  await superuser.connect()
  const select = `select row_id::text as id, before from change where user_id = $1 order by seq`
  const log: Logged[] = (await superuser.query(select, [userId])).rows
  const now: Record<string, string>[] = (
    await superuser.query(
      `select id::text, title, notes from task where user_id = $1 union all select id::text, title, null from list where user_id = $1`,
      [userId],
    )
  ).rows
  await superuser.end()
  return {
    visible: (kept) => visible.filter((row) => !('completedAt' in row) || row.completedAt === null || kept.has(row.id)),
    values(id, field) {
      const row = now.find((each) => each.id === id)
      const earlier = log.flatMap((change) =>
        change.id === id && change.before && field in change.before ? [change.before[field] ?? ''] : [],
      )
      return row === undefined ? [] : [...earlier, row[field] ?? '']
    },
  }
}

type Page<Row> = { items: Row[]; nextCursor: string | null }

async function all<Row>(read: (query: { limit: number; cursor: string | null }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = await read({ limit: 200, cursor })
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return rows
}
