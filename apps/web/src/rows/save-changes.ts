import { OwnlistError } from '@ownlist/client'
import type { ListedRow } from './row-pages'

/** The same field was changed elsewhere to a different value; `current` is the row as it is now. */
export class EditedElsewhereError<Row> extends Error {
  override readonly name = 'EditedElsewhereError'
  readonly current: Row

  constructor(current: Row) {
    super('The same field was changed elsewhere')
    this.current = current
  }
}

/** The procedures that saving needs. */
export interface SavingProcedures<Row, Changes> {
  update(input: { id: string; version: number } & Changes): Promise<Row>
  get(input: { id: string }): Promise<Row>
}

/** What a person did to a row. */
export interface RowEdit<Row, Changes> {
  /** The row as the person saw it. */
  readonly seen: Row
  readonly changes: Changes
  /** All edits of the same person that may have arrived, this one included. They do not count as changes by somebody else. */
  readonly sent?: readonly Changes[]
}

/**
 * Saves changes to a row as the person saw it. If only other fields have changed since, both changes stand. If the same field
 * has changed, nothing is overwritten.
 * @throws {EditedElsewhereError}
 */
export async function saveChanges<Row extends ListedRow, Changes extends Partial<Row>>(
  { update, get }: SavingProcedures<Row, Changes>,
  { seen, changes, sent = [changes] }: RowEdit<Row, Changes>,
): Promise<Row> {
  let { version } = seen
  for (let tries = 0; ; tries++) {
    try {
      return await update({ ...changes, id: seen.id, version })
    } catch (error) {
      if (!(error instanceof OwnlistError) || error.reason !== 'STALE_VERSION' || tries === 3) throw error
    }
    const current = await get({ id: seen.id })
    const wanted: Partial<Row> = changes
    const fields = Object.keys(changes) as (keyof Row)[]
    if (fields.every((field) => current[field] === wanted[field])) return current
    const own: readonly Partial<Row>[] = sent
    const isOwn = (field: keyof Row) => own.some((edit) => field in edit && edit[field] === current[field])
    const clash = fields.some((field) => current[field] !== seen[field] && !isOwn(field))
    if (clash) throw new EditedElsewhereError(current)
    version = current.version
  }
}
