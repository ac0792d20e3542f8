import { importFormats, type LossKind } from '@ownlist/transfer'
import { z } from 'zod'
import { compiled } from '../compiled.js'
import { componentNames } from '../component-names.js'
import { atMost, exampleId, id, text } from '../fields.js'
import { zone } from '../model-fields.js'

/** 40 KiB in base64. Together with the names of the fields, this fits into the body of a call. */
const longestPart = 54_616
/** Parts of 40 KiB: 10 MiB. */
const mostParts = 256

const importId = id.describe('Your own id for the import. Repeating a call with the same id does nothing twice.')
const timeZone = zone
  .optional()
  .describe('The time zone in which instants in the file become days. By default that of the preferences, or else UTC.')

export const importPart = compiled(
  z
    .strictObject({
      importId,
      name: atMost(300, text).describe('The name of the file. It may become the name of a list.'),
      part: z
        .int()
        .min(0)
        .max(mostParts - 1)
        .describe('The number of this part, starting at 0.'),
      parts: z.int().min(1).max(mostParts).describe('The number of parts of the file.'),
      content: z
        .string()
        .max(longestPart)
        .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=))?$/, 'must be base64')
        .min(1)
        .describe('At most 40 KiB of the file, as base64.'),
    })
    .refine(({ part, parts }) => part < parts, 'the part must be below the number of parts')
    .meta({
      examples: [{ importId: exampleId, name: 'Work.csv', part: 0, parts: 1, content: 'VFlQRSxDT05URU5UCg==' }],
    }),
)

export const importParts = compiled(
  z
    .strictObject({ parts: z.int().describe('How many parts of the file have arrived.') })
    .register(componentNames, { name: 'ImportParts' }),
)

export const importRef = compiled(
  z
    .strictObject({
      importId,
      timeZone,
      format: z.enum(importFormats).optional().describe('The format of the file. By default it is detected.'),
    })
    .meta({ examples: [{ importId: exampleId, timeZone: 'Europe/Berlin' }] }),
)

export const importIdOnly = compiled(z.strictObject({ importId }).meta({ examples: [{ importId: exampleId }] }))

const what = z.enum([
  'CUT',
  'NOT_KEPT',
  'NOT_UNDERSTOOD',
  'CHANGED',
  'ASSUMED',
  'REPEATED',
  'MISSING',
  'CYCLE',
  'TOO_DEEP',
  'TOO_MANY',
] as const satisfies readonly LossKind[])

const count = z.int()

export const importPreview = compiled(
  z
    .strictObject({
      format: z.enum(importFormats),
      lists: count,
      sections: count,
      labels: count,
      filters: count,
      tasks: count,
      listTitles: z.array(z.string()).describe('The first 100.'),
      firstTasks: z
        .array(z.strictObject({ title: z.string(), list: z.string().nullable(), dueOn: z.string().nullable() }))
        .describe('The first 20.'),
      losses: z
        .array(
          z.strictObject({
            row: z.string().describe('The line of a text or table, or the id or path of an entry.'),
            title: z.string().nullable().describe('The beginning of the row’s title.'),
            field: z.string(),
            what,
          }),
        )
        .describe('What cannot be kept as it is. At most 1,000.'),
      lossCount: count.describe('The number of losses.'),
    })
    .register(componentNames, { name: 'ImportPreview' }),
)

export const importDiscarded = compiled(
  z
    .strictObject({ discarded: z.boolean().describe('Whether there was a file.') })
    .register(componentNames, { name: 'ImportDiscarded' }),
)
