import { type TRPCSubscriptionProcedure, tracked } from '@trpc/server'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { readInListsProcedure } from '../procedures.js'
import type { ProcedureMeta } from '../trpc.js'
import { visibleKinds } from './change-kinds.js'

const liveInput = compiled(
  z
    .strictObject({
      lastEventId: z
        .string()
        .regex(/^\d{1,15}$/, 'must be the id of an event')
        .optional()
        .describe(
          'The id of the last event that the caller has received. Without it, the first event has the newest `seq`.',
        ),
    })
    .meta({ examples: [{}] })
    .prefault({}),
)

/**
 * tRPC cannot write the type of `tracked()` into a declaration, so it is stated here. It does not use zod, which programs
 * that use the declaration may not have.
 */
type LiveProcedure = TRPCSubscriptionProcedure<{
  // biome-ignore lint/suspicious/noConfusingVoidType: what tRPC infers for an input that may be left out
  input: { lastEventId?: string | undefined } | undefined | void
  output: AsyncIterable<{ id: string; data: { readonly seq: number } }, void>
  meta: ProcedureMeta
}>

/**
 * The number of each action of the caller as soon as it is committed, in whichever process, within the lists that the token
 * allows. It announces that something has changed, but not what. The number is also the id of the event. The server ends
 * the stream when the token expires; with `lastEventId`, the next one continues where it ended.
 */
export const live: LiveProcedure = readInListsProcedure
  .meta({ summary: 'Follows the changes to the caller’s data, as server-sent events that announce changes.' })
  .input(liveInput)
  .subscription(
    async ({
      ctx: { caller, owner, followChanges },
      input: { lastEventId },
      signal = new AbortController().signal,
    }) => {
      const after = lastEventId === undefined ? null : Number(lastEventId)
      return toEvents(await followChanges(owner, { after, kinds: visibleKinds(caller.scopes), signal }))
    },
  )

async function* toEvents(seqs: AsyncIterable<number>) {
  for await (const seq of seqs) yield tracked(String(seq), { seq })
}
