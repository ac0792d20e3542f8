import { useMemo } from 'react'
import { keptUnsent } from '../kept/kept'
import { useSession } from '../session-provider'
import type { ListedRow } from './row-pages'
import { type UnsentChanges, unsentChanges } from './unsent-changes'

/**
 * The signed-in user's unconfirmed changes to rows of one kind.
 * @param name of the kind, such as `note`
 */
export function useUnsentChanges<Row extends ListedRow, Changes extends object>(
  name: string,
): UnsentChanges<Row, Changes> {
  const owner = useSession().owner()
  return useMemo(() => unsentChanges<Row, Changes>(keptUnsent(owner), name), [owner, name])
}
