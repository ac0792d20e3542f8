import { newUserId, type TestCaller } from '@ownlist/testkit'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { Outcome, ProcedureName, Transport } from '../../transports.js'

/** A row as far as the attacks look at it. */
export interface Row {
  readonly id: string
  readonly title: string
}

/** B, who has a way to the procedures, and A, who has a row. */
export interface Scene {
  readonly call: Transport['call']
  readonly alice: string
  readonly bob: string
  readonly alices: Row
}

/** How one procedure is tried by B upon A's rows. */
export type Attack = (scene: Scene) => Promise<void>

/** The procedures of one router, each with its attack; the type demands them all. */
export type AttacksOn<Router extends string> = Record<Extract<ProcedureName, `${Router}.${string}`>, Attack>

/** How A gets a row of a resource, and looks at it. */
export interface OwnedRows {
  create(caller: TestCaller, title: string): Promise<Row>
  get(caller: TestCaller, id: string): Promise<unknown>
}

/** That B is told of A's row, to the letter, what is said of a row that nobody has. */
export async function expectNotFound(
  attempt: (id: string) => Promise<Outcome<unknown>>,
  { alices }: Scene,
): Promise<void> {
  const foreign = await attempt(alices.id)
  expect(foreign).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  expect(foreign).toEqual(await attempt(uuidv7()))
}

interface ListPage {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

/** That a cursor out of A's list leads B, who has nothing, nowhere. */
export async function expectCursorToLeadNowhere(
  list: (userId: string, query: { limit?: number; cursor?: string | null }) => Promise<Outcome<ListPage>>,
  { alice }: Scene,
): Promise<void> {
  const page = await list(alice, { limit: 1 })
  if (!page.ok) throw new Error(page.message)
  expect(page.value.nextCursor).not.toBeNull()
  const bobs = await list(newUserId(), { cursor: page.value.nextCursor })
  expect(bobs).toEqual({ ok: true, value: { items: [], nextCursor: null } })
}
