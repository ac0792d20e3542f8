import type { OwnerScope } from '../owner-scope.js'

/** The private calendar of one person, without its secret. */
export interface Feed {
  readonly createdAt: string
}

/**
 * The calendar address of one owner at a time. A scope that is limited to lists has none.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface FeedStore {
  /** Null if there is none. */
  get(owner: OwnerScope): Promise<Feed | null>
  /**
   * Makes a new secret. The address with the old one stops at once.
   * @returns the secret, which is not stored and cannot be read again. @throws `ERASED`
   */
  rotate(owner: OwnerScope): Promise<Feed & { readonly secret: string }>
  /** @returns whether there was one */
  disable(owner: OwnerScope): Promise<boolean>
  /** Whether this is the secret of the owner's calendar. It takes the same time for every wrong secret. */
  isSecret(owner: OwnerScope, secret: string): Promise<boolean>
}
