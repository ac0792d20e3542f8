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
}

const byCode: Readonly<Record<string, AuthFailure>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    field: 'form',
    message:
      'The e-mail address or the password is wrong, or the address is not confirmed yet. Check both. If you have just signed up, open the link in the mail that we sent you.',
  },
  USER_ALREADY_EXISTS: { field: 'email', message: 'An account with this e-mail already exists. Sign in instead.' },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    field: 'email',
    message: 'An account with this e-mail already exists. Sign in instead.',
  },
  INVALID_NAME: {
    field: 'name',
    message: 'Use a name of 1 to 100 visible characters on one line, without two spaces in a row.',
  },
  INVALID_EMAIL: { field: 'email', message: 'Enter an e-mail address, such as name@example.com.' },
  PASSWORD_TOO_SHORT: { field: 'password', message: 'Use at least 12 characters.' },
  PASSWORD_TOO_LONG: { field: 'password', message: 'Use at most 128 characters.' },
  INVALID_TOKEN: { field: 'form', message: 'This link was already used or has expired. Request a new one.' },
  WRONG_SIGN_UP_PASSWORD: {
    field: 'password',
    message: 'This is not the password that was chosen at sign-up. Try again, or choose a new one.',
  },
  EMAIL_MISMATCH: {
    field: 'email',
    message: 'You are signed in with another address. Enter that address, or sign out first.',
  },
  EMAIL_ALREADY_VERIFIED: {
    field: 'email',
    message: 'This address is already confirmed. You do not need to do anything.',
  },
  SIGNED_IN_AS_ANOTHER: {
    field: 'form',
    message: 'Somebody else is signed in with this browser. Sign out, then open the link again.',
  },
  INVALID_CODE: {
    field: 'form',
    message: 'The code is wrong or was already used. Wait until the app shows the next code, and enter that one.',
  },
  INVALID_BACKUP_CODE: {
    field: 'form',
    message: 'This is not one of your backup codes, or it was already used. Enter another one.',
  },
  INVALID_TWO_FACTOR_COOKIE: {
    field: 'form',
    message: 'Your sign-in has expired. Reload this page and sign in again.',
  },
  SESSION_EXPIRED: {
    field: 'form',
    message: 'You signed in too long ago. Sign out, sign in again, then try again.',
  },
  INVALID_PASSWORD: { field: 'password', message: 'The password is wrong.' },
}

/** @param retryAfter seconds, from the answer's header, if it has one */
export function authFailureOf(error: AuthClientError, retryAfter?: string | null): AuthFailure {
  if (error.status === 429) {
    const wait = Number(retryAfter) > 0 ? `${retryAfter} seconds` : 'a few seconds'
    return { field: 'form', message: `Too many requests. Wait ${wait}, then try again.` }
  }
  if (error.status === 0) return unreachable
  return (
    byCode[error.code ?? ''] ?? {
      field: 'form',
      message: error.message || 'Something went wrong. Try again in a moment.',
    }
  )
}

export const unreachable: AuthFailure = { field: 'form', message: 'Ownlist cannot be reached. Check your connection.' }
