import type { OwnerScope } from '../owner-scope.js'

/** The private calendar of one person, without its secret. */
export interface Feed {
  readonly createdAt: string
}

/**
 * The calendar address of one owner at a time. A scope that is limited to lists contains none.
 * @throws {StoreError} as each function says, and `UNAVAILABLE` from any of them
 */
export interface FeedStore {
  /** Null if there is no address. */
  get(owner: OwnerScope): Promise<Feed | null>
  /**
   * Creates a new secret. The address with the old one stops working immediately.
   * @returns the secret, which is not stored and cannot be read again.
   * @throws `ERASED`
   */
  rotate(owner: OwnerScope): Promise<Feed & { readonly secret: string }>
  /** @returns whether there was an address */
  disable(owner: OwnerScope): Promise<boolean>
  /** Whether this is the secret of the owner's calendar. The check takes the same time for every wrong secret. */
  isSecret(owner: OwnerScope, secret: string): Promise<boolean>
}
