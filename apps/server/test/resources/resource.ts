import type { ProcedureMeta } from '@ownlist/api'
import type { RouterInputs } from '@ownlist/client'
import { newUserId, type TestCaller } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { Outcome, Transport } from '../transports.js'

/** The fields of a row that the attacks use. */
export interface Row {
  readonly id: string
  readonly title: string
}

/** B, who attacks, and A, who owns a row. */
export interface Scene {
  readonly call: Transport['call']
  readonly alice: string
  /** Another user, or with `bobIsApp` an app that A has limited to an empty list. */
  readonly bob: string
  readonly bobIsApp: boolean
  readonly alices: Row
}

/** How B attacks A's rows with one procedure. */
type Attack = (scene: Scene) => Promise<void>

/** What the isolation and scope tests need to know about one procedure. */
export interface ProcedureTest {
  /** The right that a token with scopes must grant; `person` if no scope is enough, null if every token is. */
  readonly needs: NonNullable<ProcedureMeta['needs']> | null
  /** Whether the right over one list is enough. */
  readonly listsSuffice?: boolean
  /** What A does first, if the attack needs more than her row. */
  prepare?(call: Scene['call'], alice: string): Promise<void>
  readonly attack: Attack
}

/** What the tests need to know about one router. The type requires an entry for every procedure. */
export interface ResourceTests<Router extends keyof RouterInputs> {
  readonly procedures: Readonly<Record<keyof RouterInputs[Router], ProcedureTest>>
  /** For a router of rows that users own. */
  readonly rows?: OwnedRows
  /** For a router that lists other items page by page, newest first: how A adds an item with a title. */
  addItem?(caller: TestCaller, title: string): Promise<unknown>
}

/** How A creates a row, and reads it. */
export interface OwnedRows {
  create(caller: TestCaller, title: string): Promise<Row>
  get(caller: TestCaller, id: string): Promise<unknown>
}

/** Expects that B gets the same answer, byte for byte, about A's row and about a row that does not exist. */
export async function expectNotFound(
  attempt: (id: string) => Promise<Outcome<unknown>>,
  { alices }: Scene,
): Promise<void> {
  const foreign = await attempt(alices.id)
  expect(foreign).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  expect(foreign).toEqual(await attempt(uuidv7()))
}

/** The ids of the rows that B's log names. */
export async function changedIds(call: Scene['call'], bob: string): Promise<readonly string[]> {
  const page = await call(bob, 'sync.changes', { since: 0 })
  if (!page.ok) throw new Error(page.message)
  return page.value.changes.map(({ id }) => id)
}

interface ListPage {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

/** Expects that a cursor from A's list shows nothing to B, who has no rows. */
export async function expectCursorToLeadNowhere(
  list: (userId: string, query: { limit?: number; cursor?: string | null }) => Promise<Outcome<ListPage>>,
  { alice, bobIsApp }: Scene,
): Promise<void> {
  // The app has no cursor, because its list is empty.
  if (bobIsApp) return
  const page = await list(alice, { limit: 1 })
  if (!page.ok) throw new Error(page.message)
  expect(page.value.nextCursor).not.toBeNull()
  const bobs = await list(newUserId(), { cursor: page.value.nextCursor })
  expect(bobs).toEqual({ ok: true, value: { items: [], nextCursor: null } })
}
