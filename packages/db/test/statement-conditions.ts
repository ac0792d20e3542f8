import { createTestDatabase, type TestDatabase } from '@ownlist/testkit'
import {
  type InterceptedStatements,
  type IsCondition,
  interceptStatements,
  touchesRows,
  without,
} from '@ownlist/testkit/statements'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connections, connect } from '../src/connections.js'

interface GuardedStatements {
  /** What the condition says, such as `the owner`. */
  readonly condition: string
  readonly isCondition: IsCondition
  /** Whether a statement does not need the condition. */
  readonly isExempt?: (sql: string) => boolean
  /** What else is wrong with a statement; an empty array if nothing is. */
  readonly faultsOf?: (sql: string) => readonly string[]
  /**
   * Tries every promise with some connections. Returns the names of those that were broken.
   * @param intact connections with unchanged statements, to prepare and check rows; row-level security applies to it
   */
  brokenBy(connections: Connections, intact: Connections): Promise<string[]>
}

/** Connections, and the statements that they have sent. */
interface Intercepted {
  readonly connections: Connections
  readonly statements: InterceptedStatements
}

const intercept = (url: string): Intercepted => ({ statements: interceptStatements(url), connections: connect(url) })

/**
 * The condition in each statement, and row-level security: each has to protect the rows without the other. Row-level
 * security does not apply to a superuser, so with that role only the statements protect them. Then each statement loses its
 * condition on its way to the database, and some promise must be broken.
 */
export function testConditions({ condition, isCondition, isExempt, faultsOf, brokenBy }: GuardedStatements): void {
  let own: TestDatabase
  let intact: Connections
  let unbound: Intercepted
  let bound: Intercepted
  const sent = new Set<string>()
  beforeAll(async () => {
    own = await createTestDatabase()
    intact = connect(own.ownerUrl)
    unbound = intercept(own.adminUrl)
    bound = intercept(own.url)
  })
  afterAll(async () => {
    await intact[Symbol.asyncDispose]()
    for (const { connections, statements } of [unbound, bound]) {
      statements[Symbol.dispose]()
      await connections[Symbol.asyncDispose]()
    }
    await own[Symbol.asyncDispose]()
  })

  /** Tries the promises while one statement lacks its condition. */
  async function brokenWithout(statement: string, { connections, statements }: Intercepted): Promise<string[]> {
    const weaker = without(isCondition, statement)
    let changes = 0
    statements.change = (sql) => {
      if (sql !== statement || weaker === null) return sql
      changes++
      return weaker
    }
    try {
      return await brokenBy(connections, intact)
    } finally {
      statements.change = (sql) => sql
      expect(changes, 'the statement was sent again').toBeGreaterThan(0)
    }
  }

  test(`with ${condition} in each statement, the promises are kept, with and without row-level security`, async () => {
    unbound.statements.change = (sql) => {
      sent.add(sql)
      return sql
    }
    expect(await brokenBy(unbound.connections, intact)).toEqual([])
    unbound.statements.change = (sql) => sql
    expect(await brokenBy(bound.connections, intact)).toEqual([])
  })

  test(`every statement that reads or changes rows names ${condition}`, () => {
    const rowStatements = [...sent].filter(touchesRows)
    expect(rowStatements.length).toBeGreaterThan(0)
    const careless = rowStatements.filter((sql) => without(isCondition, sql) === null && isExempt?.(sql) !== true)
    expect(careless).toEqual([])
    for (const sql of rowStatements) expect(faultsOf?.(sql) ?? [], sql).toEqual([])
  })

  test(`without ${condition} in any one statement, a promise is broken`, async () => {
    for (const statement of [...sent].filter((sql) => touchesRows(sql) && without(isCondition, sql) !== null)) {
      expect.soft(await brokenWithout(statement, unbound), statement).not.toEqual([])
    }
  }, 120_000)

  test(`without ${condition} in any one statement, row-level security alone keeps every promise`, async () => {
    for (const statement of [...sent].filter((sql) => touchesRows(sql) && without(isCondition, sql) !== null)) {
      expect.soft(await brokenWithout(statement, bound), statement).toEqual([])
    }
  }, 120_000)
}
