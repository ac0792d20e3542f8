import { randomUUID } from 'node:crypto'
import { createCaller, createPageRoom } from '@ownlist/api'
import type { Stores } from '@ownlist/db'

/**
 * Calls procedures as one user, or as nobody, without HTTP. Input, context, procedure levels, store and output are the
 * real ones.
 */
export type TestCaller = ReturnType<typeof createCaller>

/**
 * @param userId null for a caller who has not signed in
 * @param scopes the scopes of the caller's token; null for a user's own token
 */
export const callerFor = (stores: Stores, userId: string | null, scopes: readonly string[] | null = null): TestCaller =>
  createCaller({
    ...stores,
    caller: userId === null ? null : { userId, scopes },
    // One caller makes many calls, each of which would be a separate request.
    room: createPageRoom(Number.POSITIVE_INFINITY),
  })

/** The id of a new user, so that tests that share a database do not affect each other. */
export const newUserId = (): string => `user-${randomUUID()}`
