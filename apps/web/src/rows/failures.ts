import { OwnlistError } from '@ownlist/client'
import type { Texts } from '../texts/locale'
import { EditedElsewhereError } from './save-changes'

/** Whether the row no longer exists. */
export const isGone = (error: unknown): boolean => error instanceof OwnlistError && error.code === 'NOT_FOUND'

/** Whether the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof OwnlistError)) return false
  return ['UNREACHABLE', 'TIMEOUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'].includes(error.code)
}

const refusals = ['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'PAYLOAD_TOO_LARGE', 'UNPROCESSABLE_CONTENT']

/** Whether the API will always refuse this request. */
export const isRefused = (error: unknown): boolean => error instanceof OwnlistError && refusals.includes(error.code)

/** Why something did not happen to a row, and what to do. */
export function failureReason(t: Texts<'rows'>, error: unknown): string {
  if (error instanceof EditedElsewhereError) return t('elsewhere.inMeantime')
  return error instanceof OwnlistError ? error.message : t('failures.inAMoment')
}
