import { z } from 'zod'
import type { ChangeReaders } from './change-of.js'
import * as changeKinds from './kinds.js'

type Kind = (typeof changeKinds)[keyof typeof changeKinds]['kind']
type Change = (typeof changeKinds)[keyof typeof changeKinds]['schema']

interface ChangeKind extends ChangeReaders {
  readonly kind: Kind
  readonly schema: z.ZodType<Change['_output'], Change['_input']>
}

const all = Object.values<ChangeKind>(changeKinds)

/** A change to a row of any kind. */
export const rowChange = z.union(all.map(({ schema }) => schema))

/** The output schema checks that the row of each change has the right kind. */
export type RowChange = z.output<typeof rowChange>

/**
 * The kinds that a caller may see.
 * @param scopes the scopes of the token; null for the user's own token
 */
export const visibleKinds = (scopes: readonly string[] | null): Kind[] =>
  all.filter(({ apps }) => apps || scopes === null).map(({ kind }) => kind)
