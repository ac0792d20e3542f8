import { setTimeout } from 'node:timers/promises'
import { execute, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'

/** A lock that erasures wait for, and so `probe.touch` and `probe.erase`. */
export interface HeldDatabase extends AsyncDisposable {
  /** The names of the waiting transactions in `pg_stat_activity`, in order. */
  waiting(): Promise<string[]>
  /** Lets them continue. */
  release(): Promise<void>
}

const waiting = `select application_name as name from pg_stat_activity
  where wait_event_type = 'Lock' and datname = current_database() order by 1`

/**
 * Makes every erasure wait, and with it every transaction of the probe, until it is released. @param adminUrl of a
 * superuser
 */
export async function holdDatabase({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<HeldDatabase> {
  const holder = new pg.Client({ connectionString: adminUrl })
  // A second connection, because `pg_stat_activity` does not change within a transaction.
  const watcher = new pg.Client({ connectionString: adminUrl })
  await Promise.all([holder.connect(), watcher.connect()])
  await holder.query('begin; lock table erasure')
  return {
    waiting: async () => (await watcher.query<{ name: string }>(waiting)).rows.map(({ name }) => name),
    release: async () => void (await holder.query('commit')),
    [Symbol.asyncDispose]: async () => void (await Promise.all([holder.end(), watcher.end()])),
  }
}

/** Ends all connections to a database and refuses new ones. @returns a function that makes it available again */
export async function takeAway({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<() => Promise<void>> {
  const name = new URL(adminUrl).pathname.slice(1)
  const superuser = adminUrl.replace(`/${name}`, '/postgres')
  await execute(superuser, [
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  ])
  return async () => void (await execute(superuser, [`alter database ${name} allow_connections true`]))
}

/** Ends all connections to a database except its own, again and again, for this many milliseconds. */
export async function endConnections({ adminUrl }: Pick<TestDatabase, 'adminUrl'>, forMs: number): Promise<void> {
  const killer = new pg.Client({ connectionString: adminUrl })
  await killer.connect()
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    await killer.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await setTimeout(5 + Math.random() * 30)
  }
  await killer.end()
}
