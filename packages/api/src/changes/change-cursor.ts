import type { ChangePosition } from '@ownlist/db'
import { z } from 'zod'

/** The position of a change as an opaque string. It holds no secret and grants no access. */
export const encodeChangeCursor = ({ seq, kind, id }: ChangePosition): string => `${seq}.${kind}.${id}`

/** Parses a cursor of `encodeChangeCursor`. */
export const changeCursor = z
  .string()
  .regex(
    /^(?:0|[1-9]\d{0,14})\.[a-z_]{1,63}\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
    'must be the cursor of an earlier page',
  )
  .transform((cursor): ChangePosition => {
    const [seq, kind = '', id = ''] = cursor.split('.')
    return { seq: Number(seq), kind, id }
  })
