import { z } from 'zod'
import { positionCursor } from './page-cursor.js'

/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
export const text = z.string().regex(/^[^\0\p{Surrogate}]*$/u, 'has characters that cannot be stored')

/** For `refine`. Counts what a person would call characters, not UTF-16 units: an emoji is one. */
export const atMost = (limit: number) =>
  [
    (value: string) => value.length <= limit || [...value].length <= limit,
    `must have at most ${limit} characters`,
  ] as const

export const title = text
  .trim()
  .min(1, 'must not be empty')
  .refine(...atMost(500))
/** Text of several lines. */
export const body = text.refine(...atMost(10_000))
export const id = z.uuidv7('must be a UUIDv7').toLowerCase()
export const version = z.int().min(1)

/** What asks for a page, in every list. */
export const pageFields = {
  limit: z.int().min(1).max(200).default(50),
  /** `nextCursor` of the page before. */
  cursor: positionCursor.nullish(),
  /** TanStack's infinite queries say which way they go; there is only one. */
  direction: z.literal('forward').optional(),
}
