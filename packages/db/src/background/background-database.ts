import { connect } from '../connections.js'
// domain: tasks {
import { createReminderStore, type ReminderStore } from '../push/reminders.js'
// domain: tasks }
import { assertRestrictedRole } from '../restricted-role.js'
import type { DueWork } from './due-reader.js'
import { doUpkeep, postpone, type UpkeepKind } from './upkeep.js'

/** The API's database, for work on behalf of the owners of rows. Disposing of it closes its connections. */
export interface BackgroundDatabase extends AsyncDisposable {
  /** The same as in the API's `Database`. */
  assertRestrictedRole(): Promise<void>
  /**
   * Does due work, unless another process does it.
   * @returns whether it was still due
   * @throws {StoreError} `UNAVAILABLE`
   */
  doUpkeep(work: DueWork, kind: UpkeepKind): Promise<boolean>
  /**
   * Makes failed work wait for five minutes.
   * @throws {StoreError} `UNAVAILABLE`
   */
  postpone(work: DueWork): Promise<void>
  // domain: tasks {
  readonly reminders: ReminderStore
  // domain: tasks }
}

/**
 * @param url a `postgresql://` URL of the API's restricted role
 * @param max the maximum number of connections
 */
export function openBackgroundDatabase(url: string, max = 4): BackgroundDatabase {
  const connections = connect(url, { max, program: 'ownlist-background' })
  return {
    assertRestrictedRole: () => assertRestrictedRole(connections),
    doUpkeep: (work, kind) => doUpkeep(connections, work, kind),
    postpone: (work) => postpone(connections, work),
    // domain: tasks {
    reminders: createReminderStore(connections),
    // domain: tasks }
    [Symbol.asyncDispose]: () => connections[Symbol.asyncDispose](),
  }
}
