import type { Right } from '@ownlist/client'

/** What each scope lets a program do, in words for the person who is asked. */
const words = {
  'tasks:read': 'See your tasks',
  'tasks:write': 'Add and change tasks',
} satisfies Record<Right, string>

const scopes = Object.keys(words) as Right[]

/**
 * What a program asks for, or was granted, from its list with spaces (RFC 6749, 3.3). Who names nothing asks for all there is.
 * Null if there is anything else in it.
 */
export function scopesOf(list: string | null | undefined): readonly Right[] | null {
  if (list === undefined || list === null || list === '') return scopes
  const named = new Set(list.split(' '))
  const known = scopes.filter((scope) => named.has(scope))
  return known.length === named.size ? known : null
}

export const scopeWords = (granted: readonly Right[]): string[] => granted.map((scope) => words[scope])
