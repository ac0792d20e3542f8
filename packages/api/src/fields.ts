import { z } from 'zod'
import { firstYear, greatestInteger } from './column-bounds.js'
import { positionCursor } from './page-cursor.js'

/** Text that PostgreSQL can store: no NUL, and no half of a surrogate pair. */
export const text = z
  .string()
  .refine((value) => /^[^\0\p{Surrogate}]*$/u.test(value), 'contains characters that cannot be stored')

/**
 * Counts what a user would call characters, not UTF-16 units: an emoji counts as one. JSON Schema's `maxLength` counts
 * in the same way.
 */
export const atMost = (limit: number, schema: z.ZodString) =>
  schema
    .refine((value) => value.length <= limit || [...value].length <= limit, `must have at most ${limit} characters`)
    .meta({ maxLength: limit })

export const title = atMost(500, text.trim().min(1, 'must not be empty'))
/** Text with several lines. */
export const body = atMost(10_000, text)
export const id = z.uuidv7('must be a UUIDv7').toLowerCase()
export const version = z.int().min(1).max(greatestInteger)
export const day = z.iso
  .date('must be a day, such as 2026-11-24')
  .refine((value) => value >= firstYear, 'must be after 1899')
  .describe('A calendar day after 1899.')
export const instant = z.iso
  .datetime('must be an instant in UTC, such as 2026-11-24T09:30:00.000Z')
  .refine((value) => value >= firstYear, 'must be after 1899')
  .transform((value) => new Date(value).toISOString())
  .describe('An instant in UTC after 1899.')

/** The input fields of every paged list procedure. */
export const pageFields = {
  limit: z
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe(
      'The maximum number of items. A page has fewer if they are large. `nextCursor` says whether there are more.',
    ),
  cursor: positionCursor.nullish().describe('`nextCursor` of the previous page.'),
  direction: z
    .literal('forward')
    .optional()
    .describe('TanStack’s infinite queries send a direction. There is only one.'),
}

/** An instant, in the form in which every row shows it. */
export const writtenAt = z.string().meta({ format: 'date-time' })

/** The id of the row in all examples of the OpenAPI document. */
export const exampleId = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11'
