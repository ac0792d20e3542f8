import { setTimeout } from 'node:timers/promises'
import { execute, type TestDatabase } from '@ownlist/testkit'
import pg from 'pg'

/** A lock that transactions of `probe.touch` and `probe.erase` wait for. */
export interface HeldDatabase extends AsyncDisposable {
  /** Lets them go on. */
  release(): Promise<void>
}

/** Makes every transaction of the probe wait, until it is released. @param adminUrl a superuser's */
export async function holdDatabase({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<HeldDatabase> {
  const holder = new pg.Client({ connectionString: adminUrl })
  await holder.connect()
  await holder.query('begin; lock table erasure')
  return {
    release: async () => void (await holder.query('commit')),
    [Symbol.asyncDispose]: () => holder.end(),
  }
}

/** Ends all connections to a database and refuses new ones. @returns what makes it available again */
export async function takeAway({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<() => Promise<void>> {
  const name = new URL(adminUrl).pathname.slice(1)
  const superuser = adminUrl.replace(`/${name}`, '/postgres')
  await execute(superuser, [
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  ])
  return async () => void (await execute(superuser, [`alter database ${name} allow_connections true`]))
}

/** Ends all connections to a database but its own, again and again, for so many milliseconds. */
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
