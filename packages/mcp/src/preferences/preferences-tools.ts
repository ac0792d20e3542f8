import { preferences, preferencesChanges } from '@ownlist/api/schemas'
import { z } from 'zod'
import type { ProcedureTools } from '../procedure-tool.js'

export const preferencesTools: ProcedureTools = {
  get_preferences: {
    procedure: 'preferences.get',
    type: 'query',
    title: 'Read the preferences',
    description:
      'Returns the user’s time zone, language, first day of the week and default list. null means that each device decides. Use the time zone to know which day is today. If you are limited to one list, you cannot read them.',
    input: z.strictObject({}),
    output: preferences,
  },
  update_preferences: {
    procedure: 'preferences.update',
    type: 'mutation',
    title: 'Change the preferences',
    description:
      'Changes only the given preferences, for all devices of the user. The undo tool cannot revert this, so ask the user first.',
    input: preferencesChanges,
    output: preferences,
    idempotent: true,
  },
}
