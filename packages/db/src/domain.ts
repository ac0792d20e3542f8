import type { ChangeKind } from './changes/change-kind.js'
import type { Connections } from './connections.js'
import type { OwnerTransaction } from './owner-scope.js'
import type { PurgeRows } from './purge-rows.js'
import type { QuotaSettings } from './row-quota.js'

/**
 * Permanently removes every row of one kind that the owner has, after the rows that refer to them. Erasures run in any order.
 * @returns the number of rows
 */
export type EraseRows = (transaction: OwnerTransaction) => Promise<number>

/** One kind of row that users own. */
export interface Domain<Store> {
  createStore(connections: Connections, quota?: QuotaSettings): Store
  readonly eraseRows: EraseRows
  /** How its changes are logged. */
  readonly kind: ChangeKind
  /** Removes rows that were deleted long ago, for the background program and for a full quota. */
  readonly purge: PurgeRows
}

/** Rows that are not logged: a person's settings, which nobody needs to undo. */
export type UnloggedDomain<Store> = Omit<Domain<Store>, 'kind' | 'purge'> & { readonly kind?: undefined }
