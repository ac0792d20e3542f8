import { StoreError, type StoreErrorCode } from '@ownlist/db'
import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Context } from './context.js'

/** The answer for each of the store's refusals; the compiler keeps the table complete. */
export const codeOf = {
  NOT_FOUND: 'NOT_FOUND',
  ID_TAKEN: 'CONFLICT',
  STALE_VERSION: 'CONFLICT',
  ERASED: 'FORBIDDEN',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} satisfies Record<StoreErrorCode, TRPC_ERROR_CODE_KEY>

/** One fault of an input. `path` names the field, joined by dots; it is empty for the input as a whole. */
export interface InputIssue {
  readonly path: string
  readonly message: string
}

/** What the OpenAPI document says of a procedure beside its types. */
export interface ProcedureMeta {
  /** One sentence. */
  readonly summary?: string
  /** What the store can answer to it, but for `UNAVAILABLE`, which is said of every procedure. */
  readonly refusals?: readonly Exclude<StoreErrorCode, 'UNAVAILABLE'>[]
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // Never a stack on the wire, whatever NODE_ENV says.
    isDev: false,
    errorFormatter({ shape, error }) {
      const issues: InputIssue[] =
        error.code === 'BAD_REQUEST' && error.cause instanceof ZodError
          ? error.cause.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
          : []
      const reason: StoreErrorCode | null = error.cause instanceof StoreError ? error.cause.code : null
      return { ...shape, message: publicMessage(error, issues), data: { ...shape.data, reason, issues } }
    },
  })

/** What a stranger may read. An unexpected error's own words can hold rows, queries or addresses, so they stay inside. */
function publicMessage(error: TRPCError, issues: readonly InputIssue[]): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on our side. Try again in a moment.'
  if (issues.length > 0) return issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return error.message
}

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** The store's refusals become the answers of `codeOf`, with the store's own words, which are written for the caller. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok && result.error.cause instanceof StoreError) {
    const { cause } = result.error
    throw new TRPCError({ code: codeOf[cause.code], message: cause.message, cause })
  }
  return result
})

/** For a signed-in user: `ctx.userId` is the caller's, and it is the only user id a procedure may hand to a store. */
export const userProcedure = procedure.use(({ ctx: { identity, tasks }, next }) => {
  if (identity === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
  return next({ ctx: { userId: identity.userId, tasks } })
})
