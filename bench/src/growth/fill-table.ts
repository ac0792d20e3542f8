import pg from 'pg'
import { listId, type Measured, newest } from './growth-operations.js'

interface Filling {
  /** The tasks of all users. */
  readonly rows: number
  /** Fewest tasks first. Each number of tasks divides half of the rows without remainder. */
  readonly users: readonly Measured[]
}

/**
 * Fills the table of tasks with SQL statements. The tasks of the measured users are spread evenly over the whole table,
 * among those of users with 100 tasks each. Titles contain words from a vocabulary of some thousand, `milk` in a fifth of
 * them, `牛奶` in one of 50, and `zebra` in one of 10,000, at least one.
 * @param url of a superuser
 */
export async function fillTable(url: string, { rows, users }: Filling): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: indices } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid = 'task'::regclass and not indisprimary`,
    )
    for (const { name } of indices) await client.query(`drop index ${name}`)
    for (const { userId } of users) await client.query(insertList, [userId])
    await client.query(insertTasks({ rows, users }))
    // Creating the indices afterwards is faster than filling them row by row.
    for (const { definition } of indices) await client.query(definition)
    await client.query('vacuum (analyze) task, list')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

const insertList = `insert into list (user_id, id, title, digest, version, created_at, updated_at)
  values ($1, '${listId}', 'Errands', '', 1, now(), now())`

/**
 * The users take turns: row `n` belongs to the user whose turn it is, and even rows only to the last user. `k` counts the
 * rows of a user.
 */
function insertTasks({ rows, users }: Filling): string {
  const turns = users.map(({ userId, tasks }, place) => {
    return { userId, every: rows / tasks, at: place === users.length - 1 ? 0 : 2 * place + 1 }
  })
  const whose = turns.map(({ userId, every, at }) => `when n % ${every} = ${at} then '${userId}'`)
  const which = turns.map(({ every, at }) => `when n % ${every} = ${at} then n / ${every}`)
  const others = Math.max(1, Math.round(rows / 100))
  return `
    insert into task (user_id, id, title, notes, priority, list_id, completed_at, digest, version, created_at, updated_at)
    select owner, uuidv7(), ${title}, case when k % 4 = 0 then 'Ask for the receipt, and for the number ' || k else '' end, 'none',
      case when owner like 'user-with-%' and k % 10 = 0 then '${listId}'::uuid end,
      case when k % 20 < 4 then timestamptz '${newest}' end, '', 1,
      timestamptz '${newest}' - (${rows} - n) * interval '1 minute', timestamptz '${newest}'
    from (select n, case ${whose.join(' ')} else 'other-' || n % ${others} end as owner,
      case ${which.join(' ')} else n / ${others} end as k from generate_series(1, ${rows}) n) numbered,
      lateral (select substr(md5((n % 4999)::text), 1, 7) as first, substr(md5((n * 7 % 3001)::text), 1, 5) as second) words`
}

const title = `case when k % 5 = 1 then 'Buy milk ' else 'See to ' end || first || ' and ' || second
  || case when k % 3 = 0 then ' at the weekend' else '' end || case when k % 50 = 2 then ' 买牛奶' else '' end
  || case when k % 10000 = 33 then ' for the zebra' else '' end`
