import { randomUUID } from 'node:crypto'
import { createCaller, createPageRoom } from '@ownlist/api'
import type { Stores } from '@ownlist/db'

/** Calls procedures as one user, or as nobody, without HTTP: input, context, ladder, store and output are the real ones. */
export type TestCaller = ReturnType<typeof createCaller>

/**
 * @param userId null for a caller who has not signed in
 * @param scopes what the caller's token is good for; null for a person's own
 */
export const callerFor = (stores: Stores, userId: string | null, scopes: readonly string[] | null = null): TestCaller =>
  createCaller({
    ...stores,
    caller: userId === null ? null : { userId, scopes },
    // One caller makes many calls, each of which would be a request of its own.
    room: createPageRoom(Number.POSITIVE_INFINITY),
  })

/** The id of a user nobody has used yet, so that tests which share a database do not meet. */
export const newUserId = (): string => `user-${randomUUID()}`
