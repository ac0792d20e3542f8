import type { StoreErrorCode } from '@ownlist/db'
import { z } from 'zod'
import { type Reason, trpcCodes } from './error-codes.js'

const reasons: Reason[] = [...(Object.keys(trpcCodes) as StoreErrorCode[]), 'INSUFFICIENT_SCOPE']

/** The shape that the error formatter of `trpc.ts` gives every error. */
export const errorShape = z.strictObject({
  message: z.string().describe('Fit to show to a person.'),
  code: z.int().describe('JSON-RPC’s number for `data.code`.'),
  data: z.strictObject({
    code: z.string().describe('Stable, such as `NOT_FOUND`.'),
    httpStatus: z.int(),
    path: z.string().optional().describe('The procedure.'),
    reason: z.enum(reasons).nullable().describe('Tells errors of one code apart, where that matters.'),
    issues: z
      .array(z.strictObject({ path: z.string().describe('The field, joined by dots.'), message: z.string() }))
      .describe('What is wrong with the input.'),
  }),
})
