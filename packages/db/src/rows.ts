import { StoreError } from './errors.js'
import type { ClaimRow } from './row-quota.js'

/** The columns that every owned row has beside those of its kind. */
interface OwnedRow {
  readonly userId: string
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

/** Leaves out what only the store needs, and writes the instants as they stand on the wire. */
export function toWire<Row extends OwnedRow>({ userId: _, digest: __, ...row }: Row) {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }
}

/** What a new row is written with, beside its fields. */
export function newRow() {
  const now = new Date()
  return { version: 1, createdAt: now, updatedAt: now }
}

/** What every change of a row writes with it. */
export const changedRow = () => ({ version: { increment: 1 }, updatedAt: new Date() })

interface Creation<Row> {
  /** The kind of row, in the caller's words, such as `note`. */
  readonly what: string
  /** Of the fields that the row is created with. */
  readonly digest: string
  /** Inserts the row, unless the owner has one with this id: then it returns an empty array. */
  insert(): Promise<Row[]>
  /** Reads the owner's row with this id. */
  existing(): Promise<Row | null>
}

/**
 * Creates a row once: the same create again returns the row as it is now.
 * @throws {StoreError} `ID_TAKEN` if the owner's row with this id was created from other fields; `NOT_FOUND` if the existing
 * row is outside the owner's scope; what `claim` throws
 */
export async function createOnce<Row extends OwnedRow>(creation: Creation<Row>, claim: ClaimRow): Promise<Row> {
  const { what, digest } = creation
  const [created] = await creation.insert()
  if (created !== undefined) {
    claim()
    return created
  }
  const existing = await creation.existing()
  if (existing !== null && existing.digest !== digest) throw new StoreError('ID_TAKEN', { what })
  return found(existing, what)
}
