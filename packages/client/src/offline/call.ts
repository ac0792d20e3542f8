import { OwnlistError, ownlistErrorOf } from '../ownlist-error.js'
import { failureOf } from './failures.js'
import { WaitError } from './sync-status.js'

/**
 * Reads from the API.
 * @throws {OwnlistError} if a retry would get the same answer
 * @throws {WaitError} if a retry may succeed later
 */
export async function read<Result>(calling: Promise<Result>): Promise<Result> {
  try {
    return await calling
  } catch (failure) {
    const error = ownlistErrorOf(failure)
    const kind = failureOf(error)
    throw kind === 'never' ? error : new WaitError(kind, error)
  }
}

export const isReason = (error: unknown, reason: string): boolean =>
  error instanceof OwnlistError && String(error.reason) === reason

export const isNotFound = (error: unknown): boolean => error instanceof OwnlistError && error.code === 'NOT_FOUND'
