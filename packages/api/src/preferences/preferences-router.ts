import { personProcedure, readProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { preferences, preferencesChanges } from './preferences-schemas.js'

/** Apps that may see everything can read the preferences of the user. Only the user can change them. */
export const preferencesRouter = router({
  get: readProcedure
    .meta({ summary: 'Returns the caller’s preferences.' })
    .output(preferences)
    .query(({ ctx }) => ctx.preferences.get(ctx.owner)),

  update: personProcedure
    .meta({ summary: 'Changes the given preferences.', refusals: ['NOT_FOUND', 'ERASED'] })
    .input(preferencesChanges)
    .output(preferences)
    .mutation(({ ctx, input }) => ctx.preferences.update(ctx.owner, input)),
})
