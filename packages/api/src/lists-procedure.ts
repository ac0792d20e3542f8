import type { Right } from './scope.js'
import { type ProcedureMeta, refuseScopes, userProcedure } from './trpc.js'

/** The id of a list, as a scope has it. */
const listId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The lists over which scopes give a right: null for all, and what is in none; empty for no right at all. */
function listsWith(scopes: readonly string[] | null, right: Right): readonly string[] | null {
  if (scopes === null || scopes.includes(right)) return null
  const prefix = `${right}:`
  return scopes
    .filter((scope) => scope.startsWith(prefix))
    .map((scope) => scope.slice(prefix.length))
    .filter((id) => listId.test(id))
}

/** Whether a token with these scopes gets past the rung of a procedure. */
export function admits(scopes: readonly string[] | null, { needs, inLists = false }: ProcedureMeta): boolean {
  if (needs === undefined || needs === 'person') return needs === undefined || scopes === null
  const lists = listsWith(scopes, needs)
  return lists === null || (inLists && lists.length > 0)
}

/**
 * The stores that a procedure on one of these rungs finds in its context are as wide as the caller's scopes: to a program that
 * was let into some lists there is nothing outside those, whatever the procedure asks for.
 */
const inListsNeeding = (needs: Right) =>
  userProcedure.meta({ needs, inLists: true }).use(({ ctx, next }) => {
    const lists = listsWith(ctx.scopes, needs)
    if (lists === null) return next({ ctx: { homeList: null } })
    const [first, ...others] = lists
    if (first === undefined) return refuseScopes(needs)
    const homeList = others.length === 0 ? first : null
    return next({ ctx: { tasks: ctx.tasks.within(lists), lists: ctx.lists.within(lists), homeList } })
  })

/** As `readProcedure`, and for programs that may see some lists. */
export const readInListsProcedure = inListsNeeding('tasks:read')

/** As `writeProcedure`, and for programs that may change some lists. `ctx.homeList` is where a new task goes that names none. */
export const writeInListsProcedure = inListsNeeding('tasks:write')
