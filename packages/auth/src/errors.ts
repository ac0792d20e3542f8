/**
 * There is no token to verify: there is no Authorization header, it has another scheme, or it is not of the form
 * `Bearer <token>`. Answer 401.
 */
export class MissingTokenError extends Error {
  override readonly name = 'MissingTokenError'
  readonly code = 'TOKEN_MISSING'

  constructor() {
    super('No bearer token')
  }
}

/** The token is invalid, for whatever reason. The message is always the same; `cause` has the details. Answer 401. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError'
  readonly code = 'TOKEN_INVALID'

  constructor(cause?: unknown) {
    super('The token is invalid', { cause })
  }
}

/** Nothing is known about the token, since no key to verify it with is available. Answer 503. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError'
  readonly code = 'KEYS_UNAVAILABLE'

  constructor(cause?: unknown) {
    super('No signing keys are available', { cause })
  }
}
