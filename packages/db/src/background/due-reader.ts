import { createPool, startUpFault } from '@ownlist/pool'
import { refusalOf } from '../refusal.js'
import { faultOf, readRights } from './due-role.js'

/**
 * The kinds of work for an owner: `reminder` sends reminders; `trash` removes rows that were deleted long ago; `log` trims
 * the change log; `erasure` removes the record of an erasure after it has expired; `import` removes a file that was sent
 * more than a day ago.
 */
export type DueKind =
  | 'reminder'
  | 'trash'
  | 'log'
  | 'erasure'
  // domain: tasks {
  | 'import'
// domain: tasks }

/** An owner for whom work of a kind is due. */
export interface DueWork {
  readonly userId: string
  readonly kind: DueKind
}

/** Reads what is due for all owners. It cannot access anything else. Disposing of it closes its connection. */
export interface DueReader extends AsyncDisposable {
  /**
   * Resolves if the role of the URL has exactly the required rights. Call it first.
   * @throws {Error} that says what is wrong and what to do
   */
  assertRole(): Promise<void>
  /**
   * What is due now, of some kinds, earliest first.
   * @param most the maximum number
   * @throws {StoreError} `UNAVAILABLE`
   */
  read(kinds: readonly DueKind[], most: number): Promise<readonly DueWork[]>
}

/** @param url a `postgresql://` URL of the role that may only read the table `due` */
export function openDueReader(url: string): DueReader {
  const pool = createPool(url, { max: 1, program: 'ownlist-background', queryTimeoutMs: 10_000 })
  return {
    async assertRole() {
      const rights = await readRights(pool).catch((error: unknown) => {
        throw startUpFault(error, 'DATABASE_BACKGROUND_URL')
      })
      const fault = faultOf(rights)
      if (fault === null) return
      throw new Error(
        `The role "${rights.name}" of DATABASE_BACKGROUND_URL ${fault}. It may only read the table due: docs/own-server.md has the statements that create it.`,
      )
    },
    async read(kinds, most) {
      const text = `select user_id as "userId", kind from due where due_at <= now() and kind = any ($1) order by due_at limit $2`
      try {
        return (await pool.query<DueWork>({ text, values: [[...kinds], most] })).rows
      } catch (error) {
        throw refusalOf(error) ?? error
      }
    },
    [Symbol.asyncDispose]: () => pool.end(),
  }
}
