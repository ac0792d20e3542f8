import 'server-only'
import { createApiClient } from '@ownlist/client'
import { APIError } from 'better-auth/api'
import { readSettings } from '../env'

/** A user waits for this. A slower request may still succeed, and asking again does no harm. */
const patienceMs = 10_000

/**
 * Erases everything that the API stores for the user of the token.
 * @param headers for the request to the API, such as the id of the user's own request
 * @throws {APIError} with a message for that user, if the API fails or does not answer within ten seconds
 */
export async function eraseRows(token: string, headers: Readonly<Record<string, string>>): Promise<void> {
  try {
    await createApiClient({ url: readSettings().apiInternalUrl, token, headers }).account.erase.mutate(undefined, {
      signal: AbortSignal.timeout(patienceMs),
    })
  } catch (cause) {
    throw new APIError('SERVICE_UNAVAILABLE', {
      code: 'ROWS_NOT_ERASED',
      message: 'Your data could not be erased, so your account was not deleted. Try again in a moment.',
      cause,
    })
  }
}
