/** What Better Auth's client reports when a call fails. */
interface AuthClientError {
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly status: number
}

/** A failure in words that say what to do, at the field it belongs to; `form` where it belongs to none. */
export interface AuthFailure {
  readonly field: 'name' | 'email' | 'password' | 'form'
  readonly message: string
}

const byCode: Readonly<Record<string, AuthFailure>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    field: 'form',
    message:
      'The e-mail address and the password do not match, or the address is not confirmed yet. Check both. If you have just signed up, open the link in the mail that we sent you.',
  },
  USER_ALREADY_EXISTS: { field: 'email', message: 'There is an account with this e-mail already. Sign in instead.' },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    field: 'email',
    message: 'There is an account with this e-mail already. Sign in instead.',
  },
  INVALID_NAME: {
    field: 'name',
    message: 'Use a name of 1 to 100 visible characters on one line, without two spaces in a row.',
  },
  INVALID_EMAIL: { field: 'email', message: 'Enter an e-mail address, such as name@example.com.' },
  PASSWORD_TOO_SHORT: { field: 'password', message: 'Use at least 12 characters.' },
  PASSWORD_TOO_LONG: { field: 'password', message: 'Use at most 128 characters.' },
  INVALID_TOKEN: { field: 'form', message: 'This link was used, or has expired. Ask for another one.' },
  WRONG_SIGN_UP_PASSWORD: {
    field: 'password',
    message: 'This is not the password that was chosen at sign-up. Try again, or choose a new one.',
  },
  EMAIL_MISMATCH: {
    field: 'email',
    message: 'You are signed in with another address. Enter that one, or sign out first.',
  },
  EMAIL_ALREADY_VERIFIED: { field: 'email', message: 'This address is confirmed already. There is nothing to do.' },
  SIGNED_IN_AS_ANOTHER: {
    field: 'form',
    message: 'Somebody else is signed in in this browser. Sign out, then open the link again.',
  },
  INVALID_CODE: {
    field: 'form',
    message: 'That code is not right, or was used already. Wait until the app shows the next one, and enter that.',
  },
  INVALID_BACKUP_CODE: { field: 'form', message: 'That is not one of your codes, or it was used already.' },
  INVALID_TWO_FACTOR_COOKIE: { field: 'form', message: 'That took too long. Load this page again, and sign in anew.' },
  SESSION_EXPIRED: {
    field: 'form',
    message: 'You signed in too long ago for this. Sign out, sign in again, then repeat it.',
  },
  INVALID_PASSWORD: { field: 'password', message: 'That is not your password.' },
}

/** @param retryAfter seconds, from the answer's header, if it has one */
export function authFailureOf(error: AuthClientError, retryAfter?: string | null): AuthFailure {
  if (error.status === 429) {
    const wait = Number(retryAfter) > 0 ? `${retryAfter} seconds` : 'a few seconds'
    return { field: 'form', message: `That was too often. Wait ${wait}, then try again.` }
  }
  if (error.status === 0) return unreachable
  return (
    byCode[error.code ?? ''] ?? { field: 'form', message: error.message || 'That did not work. Try again in a moment.' }
  )
}

export const unreachable: AuthFailure = { field: 'form', message: 'Ownlist cannot be reached. Check your connection.' }
