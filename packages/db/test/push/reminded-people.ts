// domain: tasks
import type { TestDatabase } from '@ownlist/testkit'
import { newUserId } from '@ownlist/testkit'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

/** The columns of a task that affect reminders. */
export interface TaskColumns {
  readonly title?: string
  readonly due_on?: string
  readonly due_time?: string
  readonly due_zone?: string
  readonly remind_before?: readonly number[]
  readonly remind_at?: readonly string[]
  readonly completed_at?: string
  readonly deleted_at?: string
  readonly list_id?: string
}

/** Writes rows directly, with any age, and wakes the background program as the stores do. */
export function remindedPeople({ adminUrl, database }: TestDatabase) {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 })
  const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows
  const wake = (userId: string) =>
    query(`update due set due_at = now() where user_id = $1 and kind = 'reminder'`, [userId])

  return {
    query,
    wake,
    /** A person with a subscription that has received its reminders until an hour ago. */
    async newPerson(timeZone = 'UTC', subscriptions = 1): Promise<string> {
      const userId = newUserId()
      for (let n = 0; n < subscriptions; n++) {
        const keys = { endpoint: `https://push.example.com/${userId}/${n}`, p256dh: 'p', auth: 'a' }
        await database.push.subscribe({ userId, lists: null }, { id: uuidv7(), ...keys, timeZone, session: null })
      }
      await query(`update push_subscription set reminded_until = now() - interval '1 hour' where user_id = $1`, [
        userId,
      ])
      return userId
    },
    /** A task that was last changed a day ago. */
    async addTask(userId: string, columns: TaskColumns): Promise<string> {
      const id = uuidv7()
      const fixed = {
        user_id: userId,
        id,
        title: 'Water the ferns',
        notes: '',
        priority: 'none',
        digest: '',
        version: 1,
      }
      const all = { ...fixed, ...columns }
      const names = Object.keys(all)
      await query(
        `insert into task (${names}, created_at, updated_at)
           values (${names.map((_, n) => `$${n + 1}`)}, now() - interval '1 day', now() - interval '1 day')`,
        Object.values(all),
      )
      await wake(userId)
      return id
    },
    async setTimeZone(userId: string, timeZone: string): Promise<void> {
      await query(
        `insert into preference (user_id, time_zone, updated_at) values ($1, $2, now())
           on conflict (user_id) do update set time_zone = excluded.time_zone`,
        [userId, timeZone],
      )
      await wake(userId)
    },
    /** When something is due for this person. */
    async dueAt(userId: string): Promise<string | null> {
      const [row] = await query(`select due_at from due where user_id = $1 and kind = 'reminder'`, [userId])
      return row === undefined ? null : row.due_at.toISOString()
    },
    [Symbol.asyncDispose]: () => pool.end(),
  }
}
