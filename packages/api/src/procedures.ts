import { type OwnerScope, StoreError } from '@ownlist/db'
import { listsAllowed, type Right, readRight, writeRight } from '@ownlist/scopes'
import { TRPCError } from '@trpc/server'
import type { Caller } from './context.js'
import { trpcCodes } from './error-codes.js'
import { InsufficientScopeError } from './insufficient-scope-error.js'
import { type ProcedureMeta, procedure } from './trpc.js'

// The levels that every procedure is built on, from the widest to the narrowest. Each one states what the token must
// allow, and what the context holds after it.

/**
 * For any valid token, whatever it allows. `ctx.caller` is the token's user. A procedure that reads or changes anything
 * else belongs on one of the levels below; a test enforces that.
 */
export const userProcedure = procedureFor(() => ({}))

/**
 * For the user, and for apps that may see everything or some lists. `ctx.owner` limits the stores to what the token
 * allows.
 */
export const readInListsProcedure = needing({ needs: readRight, listsSuffice: true })

/**
 * For the user, and for apps that may change everything or some lists. `ctx.owner` limits the stores to what the token
 * allows.
 */
export const writeInListsProcedure = needing({ needs: writeRight, listsSuffice: true })

/** For the user, and for apps that may see everything. `ctx.owner` is everything that the user owns. */
export const readProcedure = needing({ needs: readRight, listsSuffice: false })

/** For the user, and for apps that may change everything. The result is the row that was written, and nothing else. */
export const writeProcedure = needing({ needs: writeRight, listsSuffice: false })

/** For the user only: no authorized app can do this. `ctx.owner` is everything that the user owns. */
export const personProcedure = procedureFor((caller, requestId) => {
  if (caller.scopes !== null) refuse(null)
  return { owner: ownerFor(caller, null, requestId) }
}).meta({ needs: 'person' })

/**
 * A procedure for signed-in callers. `admit` decides what the token allows, and adds to the context what the procedure may
 * use. It is a single middleware, because each middleware adds to the cost of every call.
 *
 * Store errors become tRPC errors according to `trpcCodes`, with the store's own messages, which are written for the
 * caller. Outputs have the form of the caller's contract version.
 * @param admit throws a `TRPCError` for a token that does not allow the call
 */
function procedureFor<Admitted extends object>(admit: (caller: Caller, requestId?: string) => Admitted) {
  return procedure.use(async ({ ctx: { caller, contract, requestId }, next, path }) => {
    if (caller === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
    const result = await next({ ctx: { caller, ...admit(caller, requestId) } })
    if (result.ok) return contract === undefined ? result : { ...result, data: contract.answer(path, result.data) }
    const error = trpcErrorOf(result.error.cause)
    if (error === null) return result
    throw error
  })
}

/** The error for a call that the store has refused; null for other errors. Streams use it for errors that they throw later. */
export function trpcErrorOf(cause: unknown): TRPCError | null {
  if (!(cause instanceof StoreError)) return null
  return new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause })
}

function needing({ needs, listsSuffice }: { readonly needs: Right; readonly listsSuffice: boolean }) {
  return procedureFor((caller, requestId) => {
    const lists = listsAllowed(caller.scopes, needs)
    if (!isEnough(lists, listsSuffice)) refuse(needs)
    return { owner: ownerFor(caller, lists, requestId) }
  }).meta({ needs, listsSuffice })
}

const ownerFor = (
  { userId, sessionId, client }: Caller,
  lists: OwnerScope['lists'],
  requestId: string | undefined,
): OwnerScope => ({ userId, lists, requestId, sessionId, client })

/** @throws {TRPCError} `FORBIDDEN` */
function refuse(lacking: Right | null): never {
  const cause = new InsufficientScopeError(lacking)
  throw new TRPCError({ code: 'FORBIDDEN', message: cause.message, cause })
}

const isEnough = (lists: readonly string[] | null, listsSuffice: boolean) =>
  lists === null || (listsSuffice && lists.length > 0)

/** Whether a token with these scopes may call a procedure, for code that offers a choice of procedures. */
export function allows(scopes: Caller['scopes'], { needs, listsSuffice = false }: ProcedureMeta): boolean {
  if (needs === undefined) return true
  if (needs === 'person') return scopes === null
  return isEnough(listsAllowed(scopes, needs), listsSuffice)
}
