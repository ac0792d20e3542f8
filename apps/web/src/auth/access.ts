import type { Right, Scope } from '@ownlist/client'

/** What a program may do for the person who let it in. */
export interface Access {
  readonly rights: readonly Right[]
  /** The one list that it may do it in; null for everywhere. */
  readonly listId: string | null
}

/** What each right lets a program do, in words for the person who is asked. */
const words = {
  'tasks:read': 'See your tasks',
  'tasks:write': 'Add and change tasks',
} satisfies Record<Right, string>

const rights = Object.keys(words) as Right[]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * What a program asks for, or was granted, from its list of scopes with spaces (RFC 6749, 3.3). Who names none asks for all
 * there is. Null if there is anything else in it, one of them twice, or lists that are not one and the same.
 */
export function accessOf(scopes: string | null | undefined): Access | null {
  if (scopes === undefined || scopes === null || scopes === '') return { rights, listId: null }
  const each = scopes.split(' ')
  if (new Set(each).size !== each.length) return null
  const named = each.map((scope) => /^([^:]+:[^:]+)(?::(.+))?$/.exec(scope) ?? [])
  const listId = named[0]?.[2] ?? null
  const known = rights.filter((right) => named.some((parts) => parts[1] === right))
  const alike = named.every((parts) => rights.includes(parts[1] as Right) && (parts[2] ?? null) === listId)
  return alike && (listId === null || uuid.test(listId)) ? { rights: known, listId } : null
}

/** The other way round. */
export const scopesOf = ({ rights, listId }: Access): string =>
  rights.map((right): Scope => (listId === null ? right : `${right}:${listId}`)).join(' ')

export const rightWords = (granted: readonly Right[]): string[] => granted.map((right) => words[right])
