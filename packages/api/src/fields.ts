import { z } from 'zod'
import { firstYear, greatestInteger } from './column-bounds.js'
import { positionCursor } from './page-cursor.js'

/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
export const text = z
  .string()
  .refine((value) => /^[^\0\p{Surrogate}]*$/u.test(value), 'has characters that cannot be stored')

/** Counts what a person would call characters, not UTF-16 units: an emoji is one. So does JSON Schema's `maxLength`. */
export const atMost = (limit: number, schema: z.ZodString) =>
  schema
    .refine((value) => value.length <= limit || [...value].length <= limit, `must have at most ${limit} characters`)
    .meta({ maxLength: limit })

export const title = atMost(500, text.trim().min(1, 'must not be empty'))
/** Text of several lines. */
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

/** What asks for a page, in every list. */
export const pageFields = {
  limit: z
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('At most so many; fewer where they are large. `nextCursor` says whether there are more.'),
  cursor: positionCursor.nullish().describe('`nextCursor` of the page before.'),
  direction: z
    .literal('forward')
    .optional()
    .describe('TanStack’s infinite queries say which way they go; there is only one.'),
}

/** An instant, as every row is shown with. */
export const writtenAt = z.string().meta({ format: 'date-time' })

/** For the examples of the OpenAPI document: the row that they all speak of. */
export const exampleId = '019ab3f0-7d2c-7c3a-8a57-0b6f3f6d8e11'
