import type { Texts } from '../texts/locale'

/** What Better Auth's client reports when a call fails. */
interface AuthClientError {
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly status: number
}

/** A message that says what to do, and the field that it belongs to; `form` if it belongs to none. */
export interface AuthFailure {
  readonly field: 'name' | 'email' | 'password' | 'form'
  readonly message: string
  /** Better Auth's code, or this app's own, if there is one. */
  readonly code?: string | undefined
}

const byCode = {
  INVALID_EMAIL_OR_PASSWORD: ['form', 'failures.wrongSignIn'],
  USER_ALREADY_EXISTS: ['email', 'failures.accountExists'],
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: ['email', 'failures.accountExists'],
  INVALID_NAME: ['name', 'failures.invalidName'],
  INVALID_EMAIL: ['email', 'faults.email'],
  PASSWORD_TOO_SHORT: ['password', 'faults.shortPassword'],
  PASSWORD_TOO_LONG: ['password', 'failures.longPassword'],
  INVALID_TOKEN: ['form', 'failures.usedLink'],
  WRONG_SIGN_UP_PASSWORD: ['password', 'failures.wrongSignUpPassword'],
  EMAIL_MISMATCH: ['email', 'failures.otherAddress'],
  EMAIL_ALREADY_VERIFIED: ['email', 'failures.alreadyConfirmed'],
  EMAIL_NOT_VERIFIED: ['form', 'failures.notConfirmed'],
  SIGNED_IN_AS_ANOTHER: ['form', 'failures.somebodyElse'],
  INVALID_CODE: ['form', 'failures.wrongCode'],
  INVALID_BACKUP_CODE: ['form', 'failures.wrongBackupCode'],
  INVALID_TWO_FACTOR_COOKIE: ['form', 'failures.expiredSignIn'],
  SESSION_EXPIRED: ['form', 'failures.oldSignIn'],
  INVALID_PASSWORD: ['password', 'failures.wrongPassword'],
  ROWS_NOT_ERASED: ['form', 'failures.dataNotErased'],
  SERVICE_UNAVAILABLE: ['form', 'failures.databaseUnavailable'],
  INTERNAL_SERVER_ERROR: ['form', 'failures.ourSide'],
} as const

const isKnown = (code: string | undefined): code is keyof typeof byCode =>
  code !== undefined && Object.hasOwn(byCode, code)

/** @param retryAfter seconds, from the answer's header, if it has one */
export function authFailureOf(t: Texts<'forms'>, error: AuthClientError, retryAfter?: string | null): AuthFailure {
  const { code, message, status } = error
  if (status === 429) {
    const seconds = Number(retryAfter)
    return { field: 'form', message: seconds > 0 ? t('failures.tooMany', { seconds }) : t('failures.tooManySoon') }
  }
  if (status === 0) return unreachable(t)
  if (!isKnown(code)) return { field: 'form', message: message || t('failures.unknown'), code }
  const [field, text] = byCode[code]
  return { field, message: t(text), code }
}

export const unreachable = (t: Texts<'forms'>): AuthFailure => ({ field: 'form', message: t('failures.unreachable') })

/** The fault of a new password that is too short, which needs no request. */
export const shortPassword = (t: Texts<'forms'>): AuthFailure => ({
  field: 'password',
  message: t('faults.shortPassword'),
  code: 'PASSWORD_TOO_SHORT',
})
