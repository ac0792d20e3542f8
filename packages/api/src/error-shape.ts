import type { StoreErrorCode } from '@ownlist/db'
import { z } from 'zod'
import { type Reason, trpcCodes } from './error-codes.js'
import { since } from './newer-fields.js'

const reasons: Reason[] = [...(Object.keys(trpcCodes) as StoreErrorCode[]), 'INSUFFICIENT_SCOPE']

/** The shape that the error formatter of `trpc.ts` gives to every error. */
export const errorShape = z.strictObject({
  message: z.string().describe('Can be shown to a user.'),
  code: z.int().describe('JSON-RPC’s number for `data.code`.'),
  data: z.strictObject({
    code: z.string().describe('Stable, such as `NOT_FOUND`.'),
    httpStatus: z.int(),
    path: z.string().optional().describe('The procedure.'),
    reason: z.enum(reasons).nullable().describe('Distinguishes errors with the same code, where that matters.'),
    issues: z
      .array(
        z.strictObject({ path: z.string().describe('The path of the field, joined by dots.'), message: z.string() }),
      )
      .describe('What is wrong with the input.'),
    conflicts: since(
      3,
      z
        .array(
          z.strictObject({
            kind: z.string(),
            id: z.string(),
            title: z.string().nullable(),
            fields: z
              .array(z.string())
              .describe('The fields that were changed later. Empty if the row no longer exists.'),
          }),
        )
        .nullable()
        .describe('With the reason `CHANGED_SINCE`: the rows that an undo would overwrite.'),
    ),
  }),
})
