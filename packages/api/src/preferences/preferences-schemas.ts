import type { Language, Preferences } from '@ownlist/db'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { id } from '../fields.js'
import { zone } from '../model-fields.js'

const languages = ['en', 'de', 'ar'] as const satisfies readonly Language[]

export const preferencesChanges = compiled(
  z
    .strictObject({
      timeZone: zone.nullable().exactOptional(),
      language: z.enum(languages).nullable().exactOptional(),
      weekStart: z.int().min(1).max(7).nullable().exactOptional().describe('1 for Monday to 7 for Sunday.'),
      defaultListId: id.nullable().exactOptional().describe('The list for new tasks that name no list.'),
    } satisfies Record<keyof Preferences, z.ZodType>)
    .refine((changes) => Object.keys(changes).length > 0, 'must name at least one field to change')
    .meta({
      description:
        'Omitted fields stay as they are. At least one field must be given. Null means that the device decides.',
      examples: [{ timeZone: 'Europe/Berlin', weekStart: 1 }],
    }),
)

/** All preferences are listed here, so that a new column cannot be exposed by accident. */
export const preferences = compiled(
  z
    .strictObject({
      timeZone: z.string().nullable(),
      language: z.enum(languages).nullable(),
      weekStart: z.int().nullable(),
      defaultListId: z.string().nullable().describe('Ignore it if there is no such list: it may have been deleted.'),
    } satisfies Record<keyof Preferences, z.ZodType>)
    .meta({ description: 'What the user has chosen for all devices. Null means that the device decides.' })
    .register(componentNames, { name: 'Preferences' }),
)
