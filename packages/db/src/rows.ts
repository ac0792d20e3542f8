import { type Action, type LoggedKind, logCreations } from './changes/action.js'
import { refuseErased } from './erasure.js'
import { StoreError } from './errors.js'
import type { ClaimRow } from './row-quota.js'

/** The columns that every owned row has in addition to those of its kind. */
interface OwnedRow {
  readonly userId: string
  readonly id: string
  readonly digest: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly deletedAt: Date | null
}

/** @param what the kind of row, in the caller's words, such as `note`. @throws {StoreError} `NOT_FOUND` for null */
export function found<Row>(row: Row | null | undefined, what: string): Row {
  if (row === null || row === undefined) throw new StoreError('NOT_FOUND', { what })
  return row
}

/** Removes the columns that only the store needs, and formats the instants for the API. */
export function toWire<Row extends OwnedRow>({ userId: _, digest: __, ...row }: Row) {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }
}

/** The columns of a new row in addition to its fields. */
export function newRow() {
  const now = new Date()
  return { version: 1, createdAt: now, updatedAt: now }
}

/** The columns that every change of a row also sets. */
export const changedRow = () => ({ version: { increment: 1 }, updatedAt: new Date() })

interface Creation<Row> {
  /** The kind of row, in the caller's words, such as `note`. */
  readonly what: string
  readonly kind: LoggedKind
  /** The digest of the fields that the row is created with. */
  readonly digest: string
  /** Inserts the row, unless the owner has one with this id. In that case it returns an empty array. */
  insert(): Promise<Row[]>
  /** Reads the owner's row with this id. */
  existing(): Promise<Row | null>
}

/**
 * Creates a row once, and logs this. Repeating the create returns the current row.
 * @throws {StoreError} `ERASED`; `ID_TAKEN` if the owner's row with this id was created with other fields; `NOT_FOUND` if
 * the existing row is outside the owner's scope; what `claim` throws
 */
export async function createOnce<Row extends OwnedRow>(
  action: Action,
  creation: Creation<Row>,
  claim: ClaimRow,
): Promise<Row> {
  const { what, kind, digest } = creation
  await refuseErased(action)
  const [created] = await creation.insert()
  if (created !== undefined) {
    claim()
    await logCreations(action, kind, [created.id])
    return created
  }
  const existing = await creation.existing()
  if (existing !== null && existing.digest !== digest) throw new StoreError('ID_TAKEN', { what })
  return found(existing, what)
}
