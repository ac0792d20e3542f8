import { randomUUID } from 'node:crypto'
import { createCaller, createPageRoom } from '@ownlist/api'
import type { Stores } from '@ownlist/db'

/**
 * Calls procedures as one user, or as nobody, without HTTP. Input, context, procedure levels, store and output are the
 * real ones.
 */
export type TestCaller = ReturnType<typeof createCaller>

export interface CallerSettings {
  /** The scopes of the caller's token; null, which is the default, for a user's own token. */
  readonly scopes?: readonly string[] | null
  /** The session that the token names. */
  readonly sessionId?: string | null
  /** The app that the token names. */
  readonly client?: string | null
}

/**
 * @param userId null for a caller who has not signed in
 * @param settings the settings of the caller's token, or only its scopes
 */
export const callerFor = (
  stores: Stores,
  userId: string | null,
  settings: readonly string[] | CallerSettings | null = null,
): TestCaller =>
  createCaller({
    ...stores,
    caller:
      userId === null ? null : { userId, scopes: null, ...(isScopes(settings) ? { scopes: settings } : settings) },
    // One caller makes many calls, each of which would be a separate request.
    room: createPageRoom(Number.POSITIVE_INFINITY),
  })

/** The id of a new user, so that tests that share a database do not affect each other. */
export const newUserId = (): string => `user-${randomUUID()}`

const isScopes = (settings: readonly string[] | CallerSettings | null): settings is readonly string[] =>
  Array.isArray(settings)
