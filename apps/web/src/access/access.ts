import { formatScope, parseScope, type Right, rights } from '@ownlist/scopes'

/** What an app may do for the person who authorized it. */
export interface Access {
  readonly rights: readonly Right[]
  /** The one list that it is limited to; null for everything. */
  readonly listId: string | null
}

/**
 * What an app requests or was granted, from its scopes separated by spaces (RFC 6749, section 3.3). No scope means
 * everything.
 * @returns null if a scope is unknown or named twice, or if the scopes name different lists
 */
export function accessOf(scopes: string | null | undefined): Access | null {
  if (scopes === undefined || scopes === null || scopes === '') return { rights, listId: null }
  const named = scopes.split(' ')
  const granted = named.map(parseScope).filter((each) => each !== null)
  const listId = granted[0]?.listId ?? null
  if (granted.length < named.length || new Set(named).size < named.length) return null
  if (granted.some((each) => each.listId !== listId)) return null
  return { rights: rights.filter((right) => granted.some((each) => each.right === right)), listId }
}

/** The inverse of `accessOf`. */
export const scopesOf = ({ rights, listId }: Access): string =>
  rights.map((right) => formatScope({ right, listId })).join(' ')
