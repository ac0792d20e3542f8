import { type PoolUse, usageOf } from '@ownlist/pool'
import type { ChangeStore } from './changes/change.js'
import { createChangeStore } from './changes/change-store.js'
import { connect } from './connections.js'
import { eraseOwner } from './erasure.js'
import type { FeedOptions } from './live/change-feed.js'
import { createReadSeqs } from './live/change-seqs.js'
import { createFollowChanges, type FollowChanges } from './live/follow-changes.js'
import { ownerOf } from './owner-scope.js'
import { createPing } from './ping.js'
// domain: tasks {
import type { PushStore } from './push/push.js'
import { createPushStore } from './push/push-store.js'
// domain: tasks }
import { assertRestrictedRole } from './restricted-role.js'
import { changeKinds, createDomainStores, type DomainStores, eraseDomains, type Quotas } from './stores.js'
// domain: tasks {
import type { TrashStore } from './trash/trash.js'
import { createTrashStore } from './trash/trash-store.js'
// domain: tasks }

/** What procedures work with: the stores of the domains, the change log, and the erasure of all data of a user. */
export interface Stores extends DomainStores {
  readonly changes: ChangeStore
  /**
   * Permanently removes every row of the user, deleted ones too, and refuses new ones for ten minutes. Can be repeated.
   * @param requestId see `OwnerScope`
   * @returns the number of rows
   * @throws {StoreError} `UNAVAILABLE`
   */
  eraseOwner(userId: string, requestId?: string): Promise<number>
  readonly followChanges: FollowChanges
  // domain: tasks {
  readonly push: PushStore
  readonly trash: TrashStore
  // domain: tasks }
}

/** The API's database. Disposing of it closes its connections. */
export interface Database extends Stores, AsyncDisposable {
  /** Only the stores, for the context of calls: tRPC copies it for each call. */
  readonly stores: Stores
  /**
   * Resolves if the database answers, even if all other connections are busy.
   * @throws {StoreError} `UNAVAILABLE`
   */
  ping(): Promise<void>
  /**
   * Resolves if the database can be used and row-level security applies to the role of the URL. Call it before you
   * serve requests.
   * @throws {Error} that says what is wrong and what to do, with the database's own message if it refused
   */
  assertRestrictedRole(): Promise<void>
  /** Whether changes made by other processes are announced to this one. If not, they arrive late. */
  listens(): boolean
  /** How the connections are used now, without the one of `ping`. */
  usage(): PoolUse
}

export interface DatabaseSettings {
  /** Including the connection of `ping`, and that of `live.listenUrl`, if given; 12 by default. */
  readonly mostConnections?: number
  /** How changes are announced; by default only within this process. */
  readonly live?: FeedOptions
  // domain: tasks {
  /** See `PushStore`; none by default. */
  readonly vapidPublicKey?: string | null
  // domain: tasks }
}

/**
 * Opens a pool of connections, and one more for `ping`. They connect with the first statement. With `listenUrl`, one more
 * connects immediately.
 * @param url a `postgresql://` URL of the API's restricted role
 */
export function openDatabase(url: string, quotas: Quotas = {}, settings: DatabaseSettings = {}): Database {
  const { mostConnections = 12, live = {} } = settings
  const connections = connect(url, { max: mostConnections - 2, live })
  const pings = createPing(url)
  const stores: Stores = {
    ...createDomainStores(connections, quotas),
    changes: createChangeStore(connections, changeKinds),
    eraseOwner: (userId, requestId) => eraseOwner(connections, ownerOf(userId, requestId), eraseDomains),
    followChanges: createFollowChanges(connections.feed, createReadSeqs(connections)),
    // domain: tasks {
    push: createPushStore(connections, settings.vapidPublicKey ?? null),
    trash: createTrashStore(connections),
    // domain: tasks }
  }
  return {
    ...stores,
    stores,
    ping: () => pings.ping(),
    assertRestrictedRole: () => assertRestrictedRole(connections),
    listens: () => connections.feed.listens(),
    usage: () => usageOf(connections.pool),
    async [Symbol.asyncDispose]() {
      await Promise.all([connections[Symbol.asyncDispose](), pings[Symbol.asyncDispose]()])
    },
  }
}
