import type { Right } from '@ownlist/scopes'

/** The token is valid, but does not allow this. Answer 403, with the scope that is missing (RFC 6750, 3.1). */
export class InsufficientScopeError extends Error {
  override readonly name = 'InsufficientScopeError'
  readonly code = 'INSUFFICIENT_SCOPE'
  /** The scope that is missing; null where no scope is enough, since only the person can do this. */
  readonly scope: Right | null

  constructor(scope: Right | null) {
    super(
      scope === null
        ? 'No app can do this for you. Sign in on the web and do it there.'
        : `This app is not allowed to do this: it lacks ${scope}. Authorize it again with more access.`,
    )
    this.scope = scope
  }
}
