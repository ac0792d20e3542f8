import { type Right, rights } from './rights.js'

/**
 * One scope of a token (RFC 6749, 3.3): a right over everything, or, if a list's id follows, over only that list. A program
 * that does not know the second kind sees an unknown scope, which grants nothing. It can never mistake it for the first
 * kind.
 */
export type Scope = Right | `${Right}:${string}`

/** What a scope grants. */
export interface GrantedScope {
  readonly right: Right
  /** Null for everything. */
  readonly listId: string | null
}

const listId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @returns null for a scope that grants nothing, because it is unknown or its list's id is not one */
export function parseScope(scope: string): GrantedScope | null {
  const right = rights.find((each) => scope === each || scope.startsWith(`${each}:`))
  if (right === undefined) return null
  if (scope === right) return { right, listId: null }
  const id = scope.slice(right.length + 1)
  return listId.test(id) ? { right, listId: id } : null
}

/** The inverse of `parseScope`. */
export const formatScope = ({ right, listId }: GrantedScope): Scope => (listId === null ? right : `${right}:${listId}`)

/**
 * The lists for which a token has a right.
 * @param scopes those of the token; null for a person's own token, which may do everything
 * @returns null for everything, or the ids of the lists; an empty array if the token lacks the right
 */
export function listsAllowed(scopes: readonly string[] | null, right: Right): readonly string[] | null {
  if (scopes === null) return null
  const granted = scopes
    .map(parseScope)
    .filter((scope) => scope !== null)
    .filter((scope) => scope.right === right)
  if (granted.some(({ listId }) => listId === null)) return null
  return granted.flatMap(({ listId }) => listId ?? [])
}
