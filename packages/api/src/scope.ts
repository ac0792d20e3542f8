/** What a person can let a program do: see their tasks, and change them. */
export type Right = 'tasks:read' | 'tasks:write'

/**
 * What a token may hold of it (RFC 6749, 3.3): a right over all there is, or, with a list's id behind it, over what is in that
 * list. One who does not know the second kind takes it for a scope of no use, and never for the first.
 */
export type Scope = Right | `${Right}:${string}`

/** The token is good, but not for this. Answer 403, with the scope that is missing (RFC 6750, 3.1). */
export class InsufficientScopeError extends Error {
  override readonly name = 'InsufficientScopeError'
  readonly code = 'INSUFFICIENT_SCOPE'
  /** The one that is missing; null where none would do, since this is for the person alone. */
  readonly scope: Right | null

  constructor(scope: Right | null) {
    super(
      scope === null
        ? 'No program can do this: sign in on the web, and do it there.'
        : `This program may not do this: it lacks ${scope}. Let it in anew, with more.`,
    )
    this.scope = scope
  }
}
