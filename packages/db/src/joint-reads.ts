import { type PreparedStatement, runReads, type TextRow } from '@ownlist/pool'
import type { OwnerScope } from './owner-scope.js'
import { refusalOf } from './refusal.js'
import type { UserTurns } from './user-turns.js'

type Pool = Parameters<typeof runReads>[0]
type Rows = readonly TextRow[]

interface WaitingRead {
  readonly statement: PreparedStatement
  resolve(rows: Rows): void
  reject(error: unknown): void
}

/**
 * Runs a statement that reads rows of one owner, when it is the user's turn.
 * @throws what the pool and the turns throw
 */
export type JointRead = (scope: OwnerScope, statement: PreparedStatement) => Promise<Rows>

/** The maximum number of calls in a batch. */
const mostTogether = 10

/**
 * Sends the reads of a batch in one message instead of one after another, if they have the same scope and wait for the same
 * turn. A read that does not have to wait is sent immediately. Each read still names its owner itself. If one fails, the
 * others are sent again separately, unless the database is unavailable.
 */
export function createJointReads(pool: Pool, turns: UserTurns): JointRead {
  const groups = new Map<string, WaitingRead[]>()

  async function run(group: readonly WaitingRead[]): Promise<void> {
    try {
      const rows = await runReads(
        pool,
        group.map(({ statement }) => statement),
      )
      for (const [n, { resolve }] of group.entries()) resolve(rows[n] ?? [])
    } catch (error) {
      if (group.length === 1 || refusalOf(error) !== null) throw error
      for (const read of group) await run([read]).catch(read.reject)
    }
  }

  return ({ userId, lists }, statement) =>
    new Promise((resolve, reject) => {
      const scope = JSON.stringify([userId, lists])
      const open = groups.get(scope)
      if (open !== undefined) {
        if (open.push({ statement, resolve, reject }) === mostTogether) groups.delete(scope)
        return
      }
      const group = [{ statement, resolve, reject }]
      groups.set(scope, group)
      const close = () => {
        if (groups.get(scope) === group) groups.delete(scope)
      }
      const work = () => {
        close()
        return run(group)
      }
      turns(userId, work).catch((error: unknown) => {
        close()
        for (const { reject } of group) reject(error)
      })
    })
}
