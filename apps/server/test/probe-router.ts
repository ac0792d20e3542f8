import { personProcedure, readProcedure, router, userProcedure, writeProcedure } from '@ownlist/api/building-blocks'
import { StoreError, type StoreErrorCode } from '@ownlist/db'
import { type TRPCSubscriptionProcedure, tracked } from '@trpc/server'
import { z } from 'zod'

/** All codes with which a store can refuse. */
const storeErrorCodes = [
  'NOT_FOUND',
  'ID_TAKEN',
  'STALE_VERSION',
  'ERASED',
  'QUOTA_EXCEEDED',
  'NOT_POSSIBLE',
  'LOG_TRIMMED',
  'CHANGED_SINCE',
  'SEARCH_TOO_SLOW',
  'UNAVAILABLE',
] as const satisfies readonly StoreErrorCode[]

/** A field of each kind that a query parameter can hold. */
const fields = z.strictObject({
  size: z.enum(['small', 'large']).optional(),
  limit: z.int().min(1).max(200).default(50),
  text: z.string().max(2_000).nullish(),
  id: z.uuidv7().nullish(),
  exact: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
})
/** A query may be sent without any input. */
const query = fields.prefault({})
const note = z.strictObject({
  title: z.string().trim().min(1, 'must not be empty').max(500),
  notes: z.string().max(100_000).default(''),
  count: z.int().optional(),
})
const touched = z.strictObject({ userId: z.string(), rows: z.int() })
const row = z.strictObject({ text: z.string() })

const counting = z.strictObject({
  count: z.int().default(0),
  bytes: z.int().default(1),
  lastEventId: z.string().default('0'),
})
type Counting = TRPCSubscriptionProcedure<{
  input: z.input<typeof counting>
  output: AsyncIterable<{ id: string; data: { text: string } }, void>
  meta: object
}>

/** How many values `probe.count` has produced in this process. */
export const produced = { values: 0 }

const count: Counting = readProcedure.input(counting).subscription(async function* ({ input, signal }) {
  const { count, bytes, lastEventId } = input
  for (let n = Number(lastEventId) + 1; n <= count; n++) {
    produced.values++
    yield tracked(String(n), { text: 'x'.repeat(bytes) })
  }
  if (count < 0) throw new Error('surprise')
  if (count === 0) await new Promise((resolve) => signal?.addEventListener('abort', resolve))
})

/** Procedures that belong to no domain, for tests of HTTP, limits, connections and start-up. */
export const probeRouter = router({
  probe: router({
    /** Returns the caller. */
    whoami: userProcedure
      .output(z.strictObject({ userId: z.string() }))
      .query(({ ctx }) => ({ userId: ctx.caller.userId })),

    /** Returns its input, with defaults. */
    echo: readProcedure
      .input(query)
      .output(fields)
      .query(({ input }) => input),

    /** Returns its valid input. Nothing is stored. */
    save: writeProcedure
      .input(note)
      .output(note)
      .mutation(({ input }) => input),

    /** Runs a transaction for the caller. It waits while a test has locked the table `erasure`. */
    touch: readProcedure.output(touched).query(async ({ ctx: { owner, eraseOwner } }) => {
      return { userId: owner.userId, rows: await eraseOwner(owner.userId, owner.requestId) }
    }),

    /** The same as a mutation, only for users themselves. */
    erase: personProcedure.output(touched).mutation(async ({ ctx: { caller, eraseOwner, requestId } }) => {
      return { userId: caller.userId, rows: await eraseOwner(caller.userId, requestId) }
    }),

    /** Returns as many rows of this size as the answer has room for. */
    page: readProcedure
      .input(z.strictObject({ rows: z.int(), bytes: z.int() }))
      .output(z.strictObject({ items: z.array(row) }))
      .query(({ ctx: { room }, input: { rows, bytes } }) => {
        const items: z.infer<typeof row>[] = []
        while (items.length < rows && !room.full) {
          const next = { text: 'x'.repeat(bytes) }
          room.add(JSON.stringify(next))
          items.push(next)
        }
        return { items }
      }),

    /** Counts from the number after `lastEventId` to `count`. With 0 it sends nothing until it is stopped; with -1 it fails. */
    count,

    /** Fails unexpectedly, with a message that quotes its input. */
    fail: writeProcedure
      .input(note)
      .output(note)
      .mutation(({ input }): z.infer<typeof note> => {
        throw new Error(`surprise: ${input.title}`)
      }),

    /** Fails like a store. */
    refuse: readProcedure
      .input(z.strictObject({ code: z.enum(storeErrorCodes) }))
      .output(z.strictObject({}))
      .query(({ input }): Record<string, never> => {
        throw new StoreError(input.code, { what: 'probe' })
      }),
  }),
})

export type ProbeRouter = typeof probeRouter
