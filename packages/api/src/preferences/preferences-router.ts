import { readProcedure, writeProcedure } from '../procedures.js'
import { router } from '../trpc.js'
import { preferences, preferencesChanges } from './preferences-schemas.js'

/** Preferences apply to everything that the user has, so an app that is limited to some lists cannot use them. */
export const preferencesRouter = router({
  get: readProcedure
    .meta({ summary: 'Returns the caller’s preferences.' })
    .output(preferences)
    .query(({ ctx }) => ctx.preferences.get(ctx.owner)),

  update: writeProcedure
    .meta({ summary: 'Changes the given preferences.', refusals: ['NOT_FOUND', 'ERASED'] })
    .input(preferencesChanges)
    .output(preferences)
    .mutation(({ ctx, input }) => ctx.preferences.update(ctx.owner, input)),
})
