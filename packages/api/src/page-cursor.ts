import type { PagePosition } from '@ownlist/db'
import { z } from 'zod'
import { firstYear } from './column-bounds.js'

const createdAt = z.iso.datetime({ precision: 3 }).refine((value) => value >= `${firstYear}-01-01T00:00:00.000Z`)
const written = z.tuple([createdAt, z.uuid()])

/**
 * The position of a page as an opaque string: base64url of `[createdAt, id]`. It holds no secret and grants no access.
 * The list that it is used in belongs to the caller, so another user's cursor only means a point in time there.
 */
export const encodeCursor = ({ createdAt, id }: PagePosition): string =>
  Buffer.from(JSON.stringify([createdAt, id])).toString('base64url')

/** Parses a cursor. Anything that `encodeCursor` did not write is invalid input, not an empty page. */
export const positionCursor = z
  .string()
  .max(200)
  .transform((cursor, ctx): PagePosition => {
    const position = decode(cursor)
    if (position !== null && encodeCursor(position) === cursor) return position
    ctx.addIssue('must be the nextCursor of an earlier page')
    return z.NEVER
  })

/** @returns null if it is not JSON, or does not have this form */
function decode(cursor: string): PagePosition | null {
  try {
    const [createdAt, id] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { createdAt, id }
  } catch {
    return null
  }
}
