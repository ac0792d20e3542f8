import type { SyncedRow } from './row-kind.js'

/** The procedures of the change log. */
export interface SyncProcedures {
  readonly changes: {
    query(
      input: { since: number | null; cursor?: string | null; limit?: number },
      options?: { signal?: AbortSignal },
    ): Promise<ChangePage>
  }
}

/** The rows that have changed, each once, with their current state. */
interface ChangePage {
  /** The last change that is included. */
  readonly seq: number
  readonly changes: readonly {
    readonly seq: number
    readonly kind: string
    readonly id: string
    readonly version: number
    /** Null if it is deleted or no longer visible. */
    readonly row: SyncedRow | null
  }[]
  readonly more: boolean
  /** Where the next page starts; null on the last one. */
  readonly cursor: string | null
}

/** The procedures of the history. */
export interface HistoryProcedures {
  readonly list: {
    query(input: { cursor?: number | null; limit?: number }, options?: { signal?: AbortSignal }): Promise<HistoryPage>
  }
}

export interface HistoryPage {
  readonly items: readonly HistoryAction[]
  readonly nextCursor: number | null
}

/** What one call has changed. */
interface HistoryAction {
  readonly seq: number
  readonly isOwnSession: boolean
  readonly changes: readonly HistoryChange[]
}

export interface HistoryChange {
  readonly kind: string
  readonly id: string
  /** The version of the row after the change. */
  readonly version: number
  readonly what: string
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[]
}
