// domain: tasks
import type { Color } from '@ownlist/db'
import { generateKeyBetween } from 'fractional-indexing'
import { z } from 'zod'

/** A time of day, without seconds. */
export const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 09:30')
  .describe('A time of day, from 00:00 to 23:59.')
/** A name in the IANA database. An offset such as +01:00 is not a time zone: it has no daylight saving time. */
export const zone = z
  .string()
  .max(64)
  .refine((value) => /^[A-Za-z]/.test(value) && isZone(value), 'must be a time zone, such as Europe/Berlin')
  .describe('A time zone of the IANA database, such as Europe/Berlin.')
/** A position in a manual order. */
export const position = z
  .string()
  .max(200)
  .refine(isPosition, 'must be a key of fractional-indexing')
  .describe(
    'The position in the manual order: a key of `fractional-indexing`, compared byte by byte. Equal ones are ordered by their ids. By default, a new row comes last.',
  )

/** The colours of lists and labels. */
export const colors = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'gray',
] as const satisfies readonly Color[]

export const color = z.enum(colors).nullable()

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether it is a valid key of `fractional-indexing`. */
export function isPosition(key: string): boolean {
  try {
    return key.length > 1 && generateKeyBetween(key, null) > key
  } catch {
    return false
  }
}
