import { merge, pick } from './merge.js'
import type { PendingEntry, Update } from './outbox-entry.js'
import type { AnyRow, RowKind } from './row-kind.js'

/** The latest known state of a row at the API. */
export interface KnownRow {
  /** The row when it was last visible. */
  readonly row: AnyRow
  /** Whether it is deleted or no longer visible. It is kept, so that an older answer cannot make it visible again. */
  readonly gone: boolean
}

/** The row to show: the API's row with all pending changes applied in order. Null if there is none, or if it is deleted. */
export function shownRow(kind: RowKind, known: KnownRow | undefined, pending: readonly PendingEntry[]): AnyRow | null {
  let row = known?.row
  let gone = known?.gone ?? true
  for (const { id, change, at } of pending) {
    switch (change.type) {
      case 'create':
        if (row !== undefined) break
        row = kind.draft({ ...change.input, id }, at) as AnyRow
        gone = false
        break
      case 'update':
        row = row && { ...row, ...withSets(kind, row, change) }
        if (change.restores) gone = false
        break
      case 'delete':
        gone = true
        break
      case 'restore':
        gone = false
        break
    }
  }
  return gone || row === undefined ? null : row
}

/** Our values. Members that were added to a set elsewhere stay in it. */
function withSets({ sets = [] }: RowKind, theirs: AnyRow, change: Update) {
  const merged = merge({ sets, base: change.base, ours: change.fields, theirs })
  const shown = { ...merged.conflicting, ...merged.send }
  return pick(
    shown,
    Object.keys(shown).filter((field) => field in theirs),
  )
}
