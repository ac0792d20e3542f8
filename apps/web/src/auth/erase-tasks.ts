import 'server-only'
import { createApiClient } from '@ownlist/client'
import { APIError } from 'better-auth/api'
import { readSettings } from '../env'

/** Erases everything the API holds of the token's user. @throws {APIError} in words for that user, if the API cannot do it */
export async function eraseTasks(token: string): Promise<void> {
  try {
    await createApiClient({ url: readSettings().apiUrl, token }).account.erase.mutate()
  } catch (cause) {
    throw new APIError('SERVICE_UNAVAILABLE', {
      code: 'TASKS_NOT_ERASED',
      message: 'Your tasks could not be erased just now, so your account was kept. Try again in a moment.',
      cause,
    })
  }
}
