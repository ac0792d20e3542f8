// domain: tasks
import { newUserId, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

interface Subscriber {
  readonly endpoint: string
  readonly p256dh?: string
  readonly auth?: string
}

/** Writes people with a subscription and a due reminder directly to the database. */
export function subscribers({ adminUrl, database }: TestDatabase) {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 })
  const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows
  return {
    query,
    async add({ endpoint, p256dh = 'p', auth = 'a' }: Subscriber, title = 'Water the ferns'): Promise<string> {
      const userId = newUserId()
      const subscription = { id: uuidv7(), endpoint, p256dh, auth, timeZone: 'UTC', session: null }
      await database.push.subscribe({ userId, lists: null }, subscription)
      await query(
        `insert into task (user_id, id, title, notes, priority, digest, version, remind_at, created_at, updated_at)
           values ($1, $2, $3, '', 'none', '', 1, array[now()], now(), now())`,
        [userId, uuidv7(), title],
      )
      await query(`update push_subscription set reminded_until = now() - interval '1 minute' where user_id = $1`, [
        userId,
      ])
      return userId
    },
    [Symbol.asyncDispose]: () => pool.end(),
  }
}
