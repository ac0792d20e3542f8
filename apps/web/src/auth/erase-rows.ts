import 'server-only'
import { createApiClient } from '@ownlist/client'
import { APIError } from 'better-auth/api'
import { readSettings } from '../env'

/** Erases everything the API holds of the token's user. @throws {APIError} in words for that user, if the API cannot do it */
export async function eraseRows(token: string): Promise<void> {
  try {
    await createApiClient({ url: readSettings().apiInternalUrl, token }).account.erase.mutate()
  } catch (cause) {
    throw new APIError('SERVICE_UNAVAILABLE', {
      code: 'ROWS_NOT_ERASED',
      message: 'What you keep here could not be erased just now, so your account was kept. Try again in a moment.',
      cause,
    })
  }
}
