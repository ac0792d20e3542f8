import { type Conflict, StoreError, type StoreErrorCode } from '@ownlist/db'
import type { Right } from '@ownlist/scopes'
import { initTRPC, type TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Context } from './context.js'
import { oldestContractVersion } from './contract-version.js'
import type { Reason } from './error-codes.js'
import { errorShape } from './error-shape.js'
import { InsufficientScopeError } from './insufficient-scope-error.js'
import { olderFormOf } from './newer-fields.js'

/** One fault of an input. `path` names the field, joined by dots; it is empty if the fault concerns the whole input. */
export interface InputIssue {
  readonly path: string
  readonly message: string
}

/**
 * What is known about a procedure in addition to its types. Each level of `procedures.ts` sets `needs` and
 * `listsSuffice`.
 */
export interface ProcedureMeta {
  /** The right that a token with scopes must grant. `person`: no token with scopes is enough. */
  readonly needs?: Right | 'person'
  /** Whether the right for some lists is enough, because the procedure then stays within them. */
  readonly listsSuffice?: boolean
  /** One sentence. */
  readonly summary?: string
  /** The store errors that it can answer with, besides `UNAVAILABLE`, which any procedure can answer with. */
  readonly refusals?: readonly Exclude<StoreErrorCode, 'UNAVAILABLE'>[]
}

const olderError = olderFormOf(errorShape)

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // A stack must never be sent, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const issues: InputIssue[] =
        error.code === 'BAD_REQUEST' && error.cause instanceof ZodError
          ? error.cause.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
          : []
      const full = {
        ...shape,
        message: publicMessage(error, issues),
        data: { ...shape.data, reason: reasonOf(error), issues, conflicts: conflictsOf(error) },
      }
      return olderError(full, ctx?.contract?.version ?? oldestContractVersion)
    },
  })

const reasonOf = ({ cause }: TRPCError): Reason | null =>
  cause instanceof StoreError || cause instanceof InsufficientScopeError ? cause.code : null

const conflictsOf = ({ cause }: TRPCError): Conflict[] | null =>
  cause instanceof StoreError && cause.conflicts !== null ? [...cause.conflicts] : null

/**
 * The public message of an error. An unexpected error's own message can contain rows, queries or addresses, so it is
 * not sent.
 */
function publicMessage(error: TRPCError, issues: readonly InputIssue[]): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on our side. Try again in a moment.'
  if (issues.length > 0) return issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return error.message
}

export const router = t.router
export const procedure = t.procedure
export const createCallerFactory = t.createCallerFactory
