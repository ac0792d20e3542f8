import { StoreError, type StoreErrorCode } from '@ownlist/db'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Context } from './context.js'
import { oldestContractVersion } from './contract-version.js'
import { codeOf, type Reason } from './error-codes.js'
import { errorShape } from './error-shape.js'
import { olderFormOf } from './newer-fields.js'
import { InsufficientScopeError, type Right } from './scope.js'

/** One fault of an input. `path` names the field, joined by dots; it is empty for the input as a whole. */
export interface InputIssue {
  readonly path: string
  readonly message: string
}

/** What is known of a procedure beside its types. Each rung of the ladder below writes its own `needs`. */
export interface ProcedureMeta {
  /** What it asks of a token that is narrowed by scopes. `person`: no such token will do. */
  readonly needs?: Right | 'person'
  /** Whether the same right over some lists will do, since it keeps to those. */
  readonly inLists?: boolean
  /** One sentence. */
  readonly summary?: string
  /** What the store can answer to it, but for `UNAVAILABLE`, which can be the answer to anything. */
  readonly refusals?: readonly Exclude<StoreErrorCode, 'UNAVAILABLE'>[]
}

const olderError = olderFormOf(errorShape)

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // Never a stack on the wire, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const issues: InputIssue[] =
        error.code === 'BAD_REQUEST' && error.cause instanceof ZodError
          ? error.cause.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
          : []
      const full = {
        ...shape,
        message: publicMessage(error, issues),
        data: { ...shape.data, reason: reasonOf(error), issues },
      }
      return olderError(full, ctx?.contract?.version ?? oldestContractVersion)
    },
  })

const reasonOf = ({ cause }: TRPCError): Reason | null =>
  cause instanceof StoreError || cause instanceof InsufficientScopeError ? cause.code : null

/** What a stranger may read. An unexpected error's own words can hold rows, queries or addresses, so they stay inside. */
function publicMessage(error: TRPCError, issues: readonly InputIssue[]): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on our side. Try again in a moment.'
  if (issues.length > 0) return issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return error.message
}

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/**
 * The store's refusals become the answers of `codeOf`, with the store's own words, which are written for the caller. Outputs
 * become what the caller's version of the contract has.
 */
const procedure = t.procedure.use(async ({ ctx: { contract }, next, path }) => {
  const result = await next()
  if (result.ok) return contract === undefined ? result : { ...result, data: contract.answer(path, result.data) }
  const { cause } = result.error
  if (!(cause instanceof StoreError)) return result
  throw new TRPCError({ code: codeOf[cause.code], message: cause.message, cause })
})

/**
 * For anybody with a token, whatever it is good for: `ctx.userId` is the caller's, and it is the only user id a procedure may
 * hand to a store. What tells or changes more than who calls belongs on one of the rungs above; a test sees to that.
 */
export const userProcedure = procedure.use(({ ctx: { identity }, next }) => {
  if (identity === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
  return next({ ctx: { userId: identity.userId, scopes: identity.scopes } })
})

/** @throws {TRPCError} `FORBIDDEN` */
export function refuseScopes(lacking: Right | null): never {
  const cause = new InsufficientScopeError(lacking)
  throw new TRPCError({ code: 'FORBIDDEN', message: cause.message, cause })
}

const needing = (needs: Right | 'person') =>
  userProcedure.meta({ needs }).use(({ ctx: { scopes }, next }) => {
    if (scopes === null || (needs !== 'person' && scopes.includes(needs))) return next()
    return refuseScopes(needs === 'person' ? null : needs)
  })

/** For the person, and for programs that may see all of their tasks. @public */
export const readProcedure = needing('tasks:read')

/** For the person, and for programs that may change all of their tasks. What it returns is what was written, and no more. */
export const writeProcedure = needing('tasks:write')

/** For the person alone: nothing that they let in can do this. */
export const personProcedure = needing('person')
