import 'server-only'
import { createApiClient } from '@ownlist/client'
import { APIError } from 'better-auth/api'
import { readSettings } from '../env'

/** A person waits for it. What takes longer may be done all the same, and asking again is no harm. */
const patienceMs = 10_000

/**
 * Erases everything the API holds of the token's user.
 * @param headers for the request to the API, such as the id of the person's own request
 * @throws {APIError} in words for that user, if the API cannot do it, or does not answer within ten seconds
 */
export async function eraseRows(token: string, headers: Readonly<Record<string, string>>): Promise<void> {
  try {
    await createApiClient({ url: readSettings().apiInternalUrl, token, headers }).account.erase.mutate(undefined, {
      signal: AbortSignal.timeout(patienceMs),
    })
  } catch (cause) {
    throw new APIError('SERVICE_UNAVAILABLE', {
      code: 'ROWS_NOT_ERASED',
      message: 'What you keep here could not be erased just now, so your account was kept. Try again in a moment.',
      cause,
    })
  }
}
