import { z } from 'zod'
import { labelChange } from '../labels/label-schemas.js'
import { listChange } from '../lists/list-schemas.js'
import { sectionChange } from '../sections/section-schemas.js'
import { taskChange } from '../tasks/task-schemas.js'

// domain: import

/** Every kind of row whose changes clients can read. */
const changeKinds = {
  task: taskChange,
  list: listChange,
  section: sectionChange,
  label: labelChange,
  // domain: entry
}

const all = Object.values(changeKinds)
const schemas = all.map(({ schema }) => schema)

/** A change of a row of any kind. */
export const rowChange = schemas.length === 0 ? z.never() : z.union(schemas)

/** The output schema checks that the row of each change is one of its kind. */
export type RowChange = z.output<typeof rowChange>

/** The kinds that a caller may see. @param scopes those of the token; null for the user's own */
export const visibleKinds = (scopes: readonly string[] | null): string[] =>
  all.filter(({ apps }) => apps || scopes === null).map(({ kind }) => kind)
