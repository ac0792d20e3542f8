import type { Right } from '@ownlist/scopes'

/** The token is valid, but does not allow this. Answer 403, with the missing scope (RFC 6750, section 3.1). */
export class InsufficientScopeError extends Error {
  override readonly name = 'InsufficientScopeError'
  readonly code = 'INSUFFICIENT_SCOPE'
  /** The missing scope; null if no scope is enough, since only the user can do this. */
  readonly scope: Right | null

  constructor(scope: Right | null) {
    super(
      scope === null
        ? 'Apps cannot do this for you. Sign in on the web and do it there.'
        : `This app is not allowed to do this: it lacks ${scope}. Authorize it again with more access.`,
    )
    this.scope = scope
  }
}
