import { v7 as uuidv7 } from 'uuid'
import type { Kept } from '../kept/kept'
import type { ListedRow } from './row-pages'

/** A change to one row, stored until the API has confirmed it. */
export type UnsentChange<Row, Changes> = UnsentEdit<Row, Changes> | UnsentDeletion<Row>

/** Changed fields of a row. */
export interface UnsentEdit<Row, Changes> extends Unsent<Row> {
  readonly fields: Changes
}

/** A row that was deleted or restored. */
export interface UnsentDeletion<Row> extends Unsent<Row> {
  readonly deleted: boolean
}

interface Unsent<Row> {
  /** A UUIDv7, so that the keys sort in the order of the changes. */
  readonly key: string
  /** The row as the user saw it. */
  readonly row: Row
}

/** The unconfirmed changes to rows of one kind. */
export interface UnsentChanges<Row, Changes> {
  edit(row: Row, fields: Changes): UnsentEdit<Row, Changes>
  deletion(row: Row, deleted: boolean): UnsentDeletion<Row>
  /** Stores a change again that was removed, such as one that is sent again. */
  keep(change: UnsentChange<Row, Changes>): void
  forget(change: UnsentChange<Row, Changes>): void
  /** The change has arrived. Removes it and what it overrides: earlier failed changes of this page. */
  arrived(change: UnsentChange<Row, Changes>): void
  /** The changes that earlier pages have left, by row, each in order. A page receives them only once. */
  takeLeft(): UnsentChange<Row, Changes>[][]
}

/**
 * The changes that this page has made or sent again, and whose result it shows. Each new page loads this module again.
 */
const known = new Set<string>()

/** @param name of the kind of row, such as `note` */
export function unsentChanges<Row extends ListedRow, Changes extends object>(
  kept: Kept,
  name: string,
): UnsentChanges<Row, Changes> {
  type Change = UnsentChange<Row, Changes>
  const keyOf = (key: string) => `change-of ${name} ${key}`
  const all = () => kept.all(keyOf('')).map((text): Change => JSON.parse(text))
  const forget = ({ key }: Change) => kept.remove(keyOf(key))
  function keep<Kind extends Change>(change: Kind): Kind {
    known.add(change.key)
    kept.write(keyOf(change.key), JSON.stringify(change))
    return change
  }
  return {
    edit: (row, fields) => keep({ key: uuidv7(), row, fields }),
    deletion: (row, deleted) => keep({ key: uuidv7(), row, deleted }),
    keep,
    forget,
    arrived(change) {
      forget(change)
      for (const other of all()) if (known.has(other.key) && overrides(change, other)) forget(other)
    },
    takeLeft() {
      const left = all().filter(({ key }) => !known.has(key))
      for (const { key } of left) known.add(key)
      const byRow = new Map<string, Change[]>()
      for (const change of left.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
        byRow.set(change.row.id, [...(byRow.get(change.row.id) ?? []), change])
      }
      return [...byRow.values()]
    },
  }
}

function overrides<Row extends ListedRow, Changes extends object>(
  change: UnsentChange<Row, Changes>,
  other: UnsentChange<Row, Changes>,
): boolean {
  if (other.row.id !== change.row.id || other.key > change.key) return false
  if (!('fields' in change)) return change.deleted || !('fields' in other)
  return 'fields' in other && Object.keys(other.fields).every((field) => field in change.fields)
}
