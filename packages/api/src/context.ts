import type { PageRoom, Stores } from '@ownlist/db'
import type { CallerContract } from './contract-version.js'

/** Who calls, as proven by a token that the server has verified before anything here runs. */
export interface Caller {
  /** The token's `sub`. */
  readonly userId: string
  /** What the token allows; null for the person's own token, which allows everything. */
  readonly scopes: readonly string[] | null
}

/**
 * What every procedure gets. Interfaces only: with Prisma's own types in here, the router's declaration file
 * could not be written and a consumer would silently see `any`.
 */
export interface Context extends Stores {
  /** Null for a caller without a token; `userProcedure` refuses such a caller. */
  readonly caller: Caller | null
  /** For the pages of all calls of the request; every procedure that returns a page passes it to the store. */
  readonly room: PageRoom
  /** What the caller knows of the contract; undefined for code of this program, which knows all of it. */
  readonly contract?: CallerContract
}
