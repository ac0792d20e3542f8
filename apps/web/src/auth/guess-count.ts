import type { AuthDatabase } from './auth-database'

/** This many wrong guesses in a row are allowed before a wait. */
const freeGuesses = 5
/** The first wait. Each further wrong guess doubles it, up to the longest. */
const firstWaitSeconds = 10
const longestWaitSeconds = 300

/** Counts wrong guesses in a row for a key. The count is in the database, for all web processes and across restarts. */
export interface GuessCount {
  /**
   * Counts a guess as wrong before it is checked, so that many simultaneous guesses cannot all be checked.
   * @returns 0, or the seconds to wait before the next guess is checked; in that case nothing was counted
   */
  begin(key: string): Promise<number>
  /** The guess was right, so the count starts again. */
  forget(key: string): Promise<void>
}

export function createGuessCount(db: AuthDatabase): GuessCount {
  async function waitFor(key: string): Promise<number> {
    const rows = await db.$queryRaw<{ seconds: number }[]>`
      select greatest(1, ceil(extract(epoch from open_at - now())))::int as seconds from guess where key = ${key}`
    return rows[0]?.seconds ?? 1
  }

  /** Removes counts that are an hour old. Rows that another process is working on are left to it. */
  async function prune(): Promise<void> {
    await db.$executeRaw`
      delete from guess where key in (
        select key from guess where last_at < now() - interval '1 hour' limit 100 for update skip locked)`
  }

  return {
    async begin(key) {
      // now() would be wrong here: it is the start of the transaction. If this guess waited for the lock of another guess,
      // that start may be earlier than the other guess, and the next free guess would be refused.
      const counted = await db.$queryRaw<{ failures: number }[]>`
      insert into guess as g (key, failures, last_at, open_at) values (${key}, 1, now(), now())
      on conflict (key) do update set
        failures = case when g.last_at < now() - interval '1 hour' then 1 else g.failures + 1 end,
        last_at = now(),
        open_at = now() + case
          when g.last_at < now() - interval '1 hour' or g.failures + 1 < ${freeGuesses} then interval '0'
          else make_interval(secs => least(
            ${longestWaitSeconds}::float, ${firstWaitSeconds}::float * 2 ^ least(g.failures + 1 - ${freeGuesses}, 10)))
        end
      where g.open_at <= clock_timestamp()
      returning failures`
      if (counted.length === 0) return await waitFor(key)
      if (counted[0]?.failures === 1) await prune()
      return 0
    },
    async forget(key) {
      await db.$executeRaw`delete from guess where key = ${key}`
    },
  }
}
