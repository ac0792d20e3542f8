import type { PagePosition } from '@ownlist/db'
import { z } from 'zod'
import { encodeCursor, positionCursor } from '../page-cursor.js'

/** Where the next part of an export starts, and the time zones in the parts before. */
export interface ExportPosition {
  readonly after: PagePosition
  readonly zones: readonly string[]
}

const written = z.tuple([positionCursor, z.array(z.string().max(64)).max(600)])

/** An opaque string, like the cursor of a page. */
export const encodeExportCursor = ({ after, zones }: ExportPosition): string =>
  Buffer.from(JSON.stringify([encodeCursor(after), zones])).toString('base64url')

/** Parses a cursor. Anything else is invalid input. */
export const exportCursor = z
  .string()
  .max(20_000)
  .transform((cursor, ctx): ExportPosition => {
    const position = decode(cursor)
    if (position !== null && encodeExportCursor(position) === cursor) return position
    ctx.addIssue('must be the nextCursor of an earlier part')
    return z.NEVER
  })

function decode(cursor: string): ExportPosition | null {
  try {
    const [after, zones] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { after, zones }
  } catch {
    return null
  }
}
