/** There is no token to look at: no Authorization header, another scheme, or not of the form `Bearer <token>`. Answer 401. */
export class MissingTokenError extends Error {
  override readonly name = 'MissingTokenError'
  readonly code = 'TOKEN_MISSING'

  constructor() {
    super('No bearer token')
  }
}

/** The token is not good, for whatever reason: the message is always the same, `cause` knows more. Answer 401. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError'
  readonly code = 'TOKEN_INVALID'

  constructor(cause?: unknown) {
    super('The token is not valid', { cause })
  }
}

/** Nothing is known about the token, since no key to check it with can be had just now. Answer 503. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError'
  readonly code = 'KEYS_UNAVAILABLE'

  constructor(cause?: unknown) {
    super('No signing keys can be had', { cause })
  }
}
