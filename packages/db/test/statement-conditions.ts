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
  /** Other faults of a statement; an empty array if there are none. */
  readonly faultsOf?: (sql: string) => readonly string[]
  /**
   * The promises of stores with some connections. Each function rejects if its promise is broken.
   * @param intact connections with unchanged statements, to prepare and check rows; row-level security applies to it
   */
  promisesWith(connections: Connections, intact: Connections): StatementPromises
}

export type StatementPromises = Readonly<Record<string, () => Promise<unknown>>>

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
export function testConditions({ condition, isCondition, isExempt, faultsOf, promisesWith }: GuardedStatements): void {
  let own: TestDatabase
  let intact: Connections
  let unbound: Intercepted
  let bound: Intercepted
  /** Every statement, and the promises that send it. Only those can notice that it was changed. */
  const sent = new Map<string, Set<string>>()
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

  /** Tries the promises that send a statement while its condition is missing. Yields the names of those that are broken. */
  async function* brokenWithout(statement: string, { connections, statements }: Intercepted): AsyncGenerator<string> {
    const weaker = without(isCondition, statement)
    let changes = 0
    statements.change = (sql) => {
      if (sql !== statement || weaker === null) return sql
      changes++
      return weaker
    }
    try {
      for (const [name, keep] of Object.entries(promisesWith(connections, intact))) {
        if (sent.get(statement)?.has(name) !== true) continue
        const failure = await keep().then(
          () => null,
          (error: unknown) => error,
        )
        if (failure !== null) yield name
      }
    } finally {
      statements.change = (sql) => sql
      expect(changes, 'the statement was sent again').toBeGreaterThan(0)
    }
  }

  const rowStatements = () => [...sent.keys()].filter(touchesRows)
  const weakenable = () => rowStatements().filter((sql) => without(isCondition, sql) !== null)

  test(`with ${condition} in each statement, the promises are kept, with and without row-level security`, async () => {
    for (const [name, keep] of Object.entries(promisesWith(unbound.connections, intact))) {
      unbound.statements.change = (sql) => {
        sent.set(sql, (sent.get(sql) ?? new Set()).add(name))
        return sql
      }
      await keep()
    }
    unbound.statements.change = (sql) => sql
    for (const keep of Object.values(promisesWith(bound.connections, intact))) await keep()
  })

  test(`every statement that reads or changes rows names ${condition}`, () => {
    expect(rowStatements().length).toBeGreaterThan(0)
    const careless = rowStatements().filter((sql) => without(isCondition, sql) === null && isExempt?.(sql) !== true)
    expect(careless).toEqual([])
    for (const sql of rowStatements()) expect(faultsOf?.(sql) ?? [], sql).toEqual([])
  })

  test(`without ${condition} in any one statement, a promise is broken`, async () => {
    for (const statement of weakenable()) {
      let found: string | undefined
      for await (found of brokenWithout(statement, unbound)) break
      expect.soft(found, statement).toBeDefined()
    }
  }, 120_000)

  test(`without ${condition} in any one statement, row-level security alone keeps every promise`, async () => {
    for (const statement of weakenable()) {
      for await (const name of brokenWithout(statement, bound)) expect.soft(name, statement).toBeUndefined()
    }
  }, 120_000)
}
