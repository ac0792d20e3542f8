import type { Connections } from '../connections.js'
import type { OwnerScope } from '../owner-scope.js'

/** One kind of row whose changes are logged. Part of its `Domain`. */
export interface ChangeKind {
  /** The name of its table, which is also the name of the kind. It must be a constant in the source. */
  readonly table: string
  /**
   * The column with the list of a row: `id` if the rows are lists; null if they are in no list, and apps that are limited to
   * some lists never see them.
   */
  readonly listColumn: string | null
  /**
   * The fields that the history shows, with their names in the API: `dueOn` for the column `due_on`. The names of instants
   * end with `At`. An undo restores the other columns as well.
   */
  readonly fields: readonly string[]
  /**
   * An SQL condition that is true if a deleted row `r` was deleted together with another row, and is restored with it. The trash only
   * shows the other row. `$1` is the owner.
   */
  readonly isPartOfDeletion?: string
  /**
   * The rows with these ids that `get` would return, in any order and in the same form.
   * @param ids UUIDs
   */
  readRows(connections: Connections, owner: OwnerScope, ids: readonly string[]): Promise<readonly ChangedRow[]>
}

/** A row in the form of the API. */
export interface ChangedRow {
  readonly id: string
}
