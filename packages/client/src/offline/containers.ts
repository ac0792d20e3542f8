import type { Container } from './database.js'
import type { RowKind } from './row-kind.js'
import type { ArrivedRow } from './store.js'

/**
 * A row is also hidden or shown when its container is, without a change of its own. So when a container becomes visible,
 * such as a restored list, the rows in it are read. A container that has never changed is new and therefore empty.
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
