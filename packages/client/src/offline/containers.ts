import type { Container } from './database.js'
import type { RowKind } from './row-kind.js'
import type { ArrivedRow } from './store.js'

/**
 * Rows are also hidden and shown with the row that contains them, without a change of their own. So when a container becomes
 * visible, such as a restored list, what is in it is read. One that has never changed is new, and empty.
 */
export const containersOf = (
  kinds: ReadonlyMap<string, RowKind>,
  { kind: containing, id, version }: ArrivedRow,
): Container[] =>
  [...kinds].flatMap(([kind, { within = {} }]) =>
    Object.entries(within)
      .filter(([, container]) => container === containing && version > 1)
      .map(([field]) => ({ kind, field, id, cursor: null })),
  )
