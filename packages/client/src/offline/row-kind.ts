import type { ApiClient } from '../api-client.js'

/** The fields of a row, or some of them, by name. Values are JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** What rows of all kinds share. */
export interface SyncedRow {
  readonly id: string
  /** Increases with every change. */
  readonly version: number
  /** An instant in UTC, as text. */
  readonly createdAt: string
  readonly deletedAt: string | null
}

/** A page of rows, as every `list` procedure returns it. */
export interface RowPage<Row> {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
}

interface CallOptions {
  readonly signal?: AbortSignal
}

/** The procedures of one kind: a router of the client, such as `api.note`. */
export interface RowProcedures<Row, New, Changes, Query> {
  readonly list: { query(input: Query & PageInput, options?: CallOptions): Promise<RowPage<Row>> }
  readonly get: { query(input: RowRef, options?: CallOptions): Promise<Row> }
  readonly create: { mutate(input: New, options?: CallOptions): Promise<Row> }
  readonly update: { mutate(input: RowRef & { version?: number } & Changes, options?: CallOptions): Promise<Row> }
  readonly delete: { mutate(input: RowRef, options?: CallOptions): Promise<Row> }
  readonly restore: { mutate(input: RowRef, options?: CallOptions): Promise<Row> }
}

interface RowRef {
  id: string
}

interface PageInput {
  cursor?: string | null
  limit?: number
}

/**
 * Describes one kind of row for everything that works offline. The kind's name is its key in `kinds` of `openOffline`, and
 * the same as in `sync.changes`.
 */
export interface RowKind<
  Row extends SyncedRow = SyncedRow,
  New extends object = Fields,
  Changes extends object = Record<string, unknown>,
  Query extends object = Fields,
> {
  readonly procedures: RowProcedures<Row, New, Changes, Query>
  /** The rows that every device keeps from the start, as the input of `list`, such as `{ status: 'open' }`. */
  readonly kept: Query
  /**
   * Fields whose value is a set of texts, such as ids of labels. Changes to the same set are merged member by member, and
   * never conflict.
   */
  readonly sets?: readonly (keyof Changes & string)[]
  /**
   * Fields that contain the id of another row without which this row is hidden, and that row's kind. For example, `{
   * listId: 'list' }` hides the rows of a deleted list. Null refers to no row.
   */
  readonly within?: { readonly [Field in keyof Row & string]?: string }
  /** The row to show until the API has created it. */
  draft(input: New & RowRef, at: string): Row
  /**
   * Converts fields to the form in which the API stores them, such as a trimmed title. A value that differs only in its
   * form would look like a conflict.
   */
  stored?(fields: Partial<Changes>): Partial<Changes>
}

/** The kinds of an app by name, such as `{ note: (api) => ({ procedures: api.note, … }) }`. */
export type RowKinds = Readonly<Record<string, (api: ApiClient) => RowKind>>

/** The names of the kinds. */
export type KindName<Kinds extends RowKinds> = keyof Kinds & string

/** A row of a kind. */
export type RowOf<Kinds extends RowKinds, Kind extends KindName<Kinds>> = ReturnType<ReturnType<Kinds[Kind]>['draft']>

/** The input of `create`; the id is generated if it is omitted. */
export type NewRowOf<Kinds extends RowKinds, Kind extends KindName<Kinds>> = Parameters<
  ReturnType<Kinds[Kind]>['procedures']['create']['mutate']
>[0]

/** The fields that `update` can change. */
export type ChangesOf<Kinds extends RowKinds, Kind extends KindName<Kinds>> = Omit<
  Parameters<ReturnType<Kinds[Kind]>['procedures']['update']['mutate']>[0],
  'id' | 'version'
>

/** The input of `list`. */
export type QueryOf<Kinds extends RowKinds, Kind extends KindName<Kinds>> = Parameters<
  ReturnType<Kinds[Kind]>['procedures']['list']['query']
>[0]

/** Any row, with its fields by name. */
export type AnyRow = SyncedRow & Fields
