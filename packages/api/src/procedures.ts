import { type OwnerScope, ownerOf } from '@ownlist/db'
import { listsAllowed, type Right, readRight, writeRight } from '@ownlist/scopes'
import { TRPCError } from '@trpc/server'
import type { Caller } from './context.js'
import { InsufficientScopeError } from './insufficient-scope-error.js'
import { type ProcedureMeta, procedure } from './trpc.js'

// The levels that every procedure is built on, from the widest to the narrowest. Each one states what the token must
// allow, and what the context holds after it.

/**
 * For any valid token, whatever it allows. `ctx.caller` is the token's user. A procedure that reads or changes anything
 * else belongs on one of the levels below; a test enforces that.
 */
export const userProcedure = procedure.use(({ ctx: { caller }, next }) => {
  if (caller === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in, then send your token.' })
  return next({ ctx: { caller } })
})

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
export const personProcedure = userProcedure.meta({ needs: 'person' }).use(({ ctx: { caller }, next }) => {
  if (caller.scopes !== null) refuse(null)
  return next({ ctx: { owner: ownerOf(caller.userId) } })
})

function needing({ needs, listsSuffice }: { readonly needs: Right; readonly listsSuffice: boolean }) {
  return userProcedure.meta({ needs, listsSuffice }).use(({ ctx: { caller }, next }) => {
    const lists = listsAllowed(caller.scopes, needs)
    if (!isEnough(lists, listsSuffice)) refuse(needs)
    const owner: OwnerScope = { userId: caller.userId, lists }
    return next({ ctx: { owner } })
  })
}

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
