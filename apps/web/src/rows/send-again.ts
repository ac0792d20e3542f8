import { isGone } from './failures'
import type { ListedRow } from './row-pages'
import { saveChanges } from './save-changes'
import type { UnsentChange } from './unsent-changes'
import type { RowKind } from './use-row-actions'

/** The stored changes of one row, combined. */
export interface LeftChanges<Row, Changes> {
  /** The row as the user saw it before the first change. */
  readonly seen: Row
  /** Each set of changed fields, in order. */
  readonly edits: readonly Changes[]
  /** All changed fields together. */
  readonly fields: Changes
  /** Whether it was deleted (true) or restored (false) at the end; undefined for neither. */
  readonly deleted: boolean | undefined
}

/** @param changes of one row, in order; at least one */
export function joinChanges<Row extends ListedRow, Changes extends object>(
  changes: readonly UnsentChange<Row, Changes>[],
): LeftChanges<Row, Changes> {
  const [first] = changes
  if (first === undefined) throw new Error('There are no changes to join')
  const edits = changes.flatMap((change) => ('fields' in change ? [change.fields] : []))
  const deletion = changes.findLast((change) => 'deleted' in change)
  return {
    seen: (changes.find((change) => 'fields' in change) ?? first).row,
    edits,
    fields: Object.assign({}, ...edits),
    deleted: deletion?.deleted,
  }
}

/**
 * Sends changes that may have arrived already. Changes that have arrived do not count as a conflict.
 * @returns the row after that
 * @throws {EditedElsewhereError} if somebody else has changed the same field
 */
export async function sendAgain<Row extends ListedRow, Changes extends Partial<Row>>(
  kind: RowKind<Row, Changes>,
  { seen, edits, fields, deleted }: LeftChanges<Row, Changes>,
): Promise<Row> {
  const ref = { id: seen.id }
  const restored = deleted === false ? await kind.restore(ref) : undefined
  const edit = async () =>
    edits.length > 0 ? await saveChanges(kind, { seen, changes: fields, sent: edits }) : undefined
  if (!deleted) return (await edit()) ?? restored ?? (await kind.get(ref))
  await edit().catch((error: unknown) => {
    if (!isGone(error)) throw error
  })
  return await kind.delete(ref)
}
