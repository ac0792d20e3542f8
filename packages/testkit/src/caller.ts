import { randomUUID } from 'node:crypto'
import { createCaller } from '@ownlist/api'
import type { Database } from '@ownlist/db'

/** Calls procedures as one user, or as nobody, without HTTP: input, context, ladder, store and output are the real ones. */
export type TestCaller = ReturnType<typeof createCaller>

/**
 * @param userId null for a caller who has not signed in
 * @param scopes what the caller's token is good for; null for a person's own
 */
export const callerFor = (
  { tasks }: Database,
  userId: string | null,
  scopes: readonly string[] | null = null,
): TestCaller => createCaller({ identity: userId === null ? null : { userId, scopes }, tasks })

/** The id of a user nobody has used yet, so that tests which share a database do not meet. */
export const newUserId = (): string => `user-${randomUUID()}`
