import { personProcedure, readProcedure, router, userProcedure, writeProcedure } from '@ownlist/api/building-blocks'
import { StoreError, type StoreErrorCode } from '@ownlist/db'
import { z } from 'zod'

/** All refusals of a store. */
const storeErrorCodes = [
  'NOT_FOUND',
  'ID_TAKEN',
  'STALE_VERSION',
  'ERASED',
  'QUOTA_EXCEEDED',
  'SEARCH_TOO_SLOW',
  'UNAVAILABLE',
] as const satisfies readonly StoreErrorCode[]

/** A field of each kind that a query's address can hold. */
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

/** Procedures that belong to no domain: what tests of HTTP, limits, connections and start-up call. */
export const probeRouter = router({
  probe: router({
    /** Who calls. */
    whoami: userProcedure
      .output(z.strictObject({ userId: z.string() }))
      .query(({ ctx }) => ({ userId: ctx.caller.userId })),

    /** Its input, with defaults. */
    echo: readProcedure
      .input(query)
      .output(fields)
      .query(({ input }) => input),

    /** Its input, once it is valid. Nothing is kept. */
    save: writeProcedure
      .input(note)
      .output(note)
      .mutation(({ input }) => input),

    /** A transaction of the caller's in the database. It waits while a test holds the table `erasure`. */
    touch: readProcedure.output(touched).query(async ({ ctx: { owner, eraseOwner } }) => {
      return { userId: owner.userId, rows: await eraseOwner(owner.userId) }
    }),

    /** The same as a mutation, for the person alone. */
    erase: personProcedure.output(touched).mutation(async ({ ctx: { caller, eraseOwner } }) => {
      return { userId: caller.userId, rows: await eraseOwner(caller.userId) }
    }),

    /** As many rows of so many bytes as the answer has room for. */
    page: readProcedure
      .input(z.strictObject({ rows: z.int(), bytes: z.int() }))
      .output(z.strictObject({ items: z.array(row) }))
      .query(({ ctx: { room }, input: { rows, bytes } }) => {
        const items: z.infer<typeof row>[] = []
        while (items.length < rows && !room.full) {
          const next = { text: 'x'.repeat(bytes) }
          room.add(next)
          items.push(next)
        }
        return { items }
      }),

    /** Fails unexpectedly, with words that quote its input. */
    fail: writeProcedure
      .input(note)
      .output(note)
      .mutation(({ input }): z.infer<typeof note> => {
        throw new Error(`surprise: ${input.title}`)
      }),

    /** Fails as a store does. */
    refuse: readProcedure
      .input(z.strictObject({ code: z.enum(storeErrorCodes) }))
      .output(z.strictObject({}))
      .query(({ input }): Record<string, never> => {
        throw new StoreError(input.code, { what: 'probe' })
      }),
  }),
})

export type ProbeRouter = typeof probeRouter
