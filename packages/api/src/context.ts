import type { PageRoom, Stores } from '@ownlist/db'
import type { CallerContract } from './contract-version.js'

/** The caller. The server has verified the token before anything here runs. */
export interface Caller {
  /** The token's `sub`. */
  readonly userId: string
  /** What the token allows; null for the user's own token, which allows everything. */
  readonly scopes: readonly string[] | null
  /** The token's `sid`: the session of the user or of the app. Null or undefined for code of this program. */
  readonly sessionId?: string | null | undefined
  /** The name of the app that acts for the user. Null or undefined for the user. */
  readonly client?: string | null | undefined
}

/**
 * What every procedure receives. It contains only interfaces: with Prisma's own types in here, the router's declaration
 * file could not be written, and consumers would silently see `any`.
 */
export interface Context extends Stores {
  /** Null for a caller without a token, whom every procedure refuses. */
  readonly caller: Caller | null
  /** Room for the pages of all calls of the request. Every procedure that returns a page passes it to the store. */
  readonly room: PageRoom
  /** See `OwnerScope`. */
  readonly requestId?: string | undefined
  /**
   * Counts points against the caller's limit of calls. Resolves with the seconds to wait, or with null if the caller is
   * within the limit. Undefined where calls are not limited.
   */
  readonly spend?: ((points: number) => Promise<number | null>) | undefined
  /** The part of the contract that the caller knows; undefined for code of this program, which knows all of it. */
  readonly contract?: CallerContract
}
