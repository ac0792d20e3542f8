import type { PagePosition } from '@ownlist/db'
import { z } from 'zod'
import { firstYear } from './column-bounds.js'

const createdAt = z.iso.datetime({ precision: 3 }).refine((value) => value >= firstYear)
const position = z.tuple([createdAt, z.uuid()])

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
    const parsed = position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
    if (parsed.success) {
      const [createdAt, id] = parsed.data
      if (encodeCursor({ createdAt, id }) === cursor) return { createdAt, id }
    }
    ctx.addIssue('must be the nextCursor of an earlier page')
    return z.NEVER
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
