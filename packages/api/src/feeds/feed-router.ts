import { z } from 'zod'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { writtenAt } from '../fields.js'
import { personProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { feedPath } from './feed-address.js'

const feed = compiled(
  z
    .strictObject({ createdAt: writtenAt.nullable().describe('When the address was created; null if there is none.') })
    .register(componentNames, { name: 'Feed' }),
)

const newFeed = compiled(
  z
    .strictObject({
      path: z.string().describe('The path of the calendar below the address of the API. It is shown only once.'),
      createdAt: writtenAt,
    })
    .register(componentNames, { name: 'NewFeed' }),
)

const feedDisabled = compiled(
  z
    .strictObject({ disabled: z.boolean().describe('Whether there was an address.') })
    .register(componentNames, { name: 'FeedDisabled' }),
)

/** The private calendar of a person. Anyone with its address can read it, so apps may not create one. */
export const feedRouter = router({
  get: personProcedure
    .meta({ summary: 'Returns whether the caller has a private calendar.' })
    .output(feed)
    .query(async ({ ctx }) => ({ createdAt: (await ctx.feeds.get(ctx.owner))?.createdAt ?? null })),

  rotate: personProcedure
    .meta({
      summary: 'Creates a new address for the private calendar. The old one stops working immediately.',
      refusals: ['ERASED'],
    })
    .output(newFeed)
    .mutation(async ({ ctx }) => {
      const { secret, createdAt } = await ctx.feeds.rotate(ctx.owner)
      return { path: feedPath({ userId: ctx.owner.userId, secret }), createdAt }
    }),

  disable: personProcedure
    .meta({ summary: 'Removes the address of the private calendar.' })
    .output(feedDisabled)
    .mutation(async ({ ctx }) => ({ disabled: await ctx.feeds.disable(ctx.owner) })),
})
