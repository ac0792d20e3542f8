import { z } from 'zod'
import { filterChange } from '../filters/filter-schemas.js'
import { labelChange } from '../labels/label-schemas.js'
import { listChange } from '../lists/list-schemas.js'
import { sectionChange } from '../sections/section-schemas.js'
import { taskChange } from '../tasks/task-schemas.js'
import type { ChangeReaders } from './change-of.js'

// domain: import

/** Every kind of row whose changes clients can read. */
const changeKinds = {
  task: taskChange,
  list: listChange,
  section: sectionChange,
  label: labelChange,
  filter: filterChange,
  // domain: entry
}

type Change = (typeof changeKinds)[keyof typeof changeKinds]['schema']

interface ChangeKind extends ChangeReaders {
  readonly kind: string
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
export const visibleKinds = (scopes: readonly string[] | null): string[] =>
  all.filter(({ apps }) => apps || scopes === null).map(({ kind }) => kind)
