// domain: tasks
import { useEffect } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type Kept, keptChoices } from '../kept/kept'
import { type Replica, useReplica, useSyncStatus } from '../replica/replica'
import { useSession } from '../session-provider'
import { positionAfter } from '../views/places'
import { oneLine } from '../views/task-view'

/** Where earlier versions stored a person's filters, one per line. */
const name = 'filters'

/** Saves the filters that an earlier version has stored only on this device, so that all devices have them. */
export function useDeviceFilters(): void {
  const owner = useSession().owner()
  const replica = useReplica()
  // Wait until all rows are loaded: another device may have moved the same filters.
  const isInStep = useSyncStatus().name === 'idle'
  useEffect(() => {
    const kept = keptChoices(owner)
    if (!isInStep || kept.read(name) === null) return
    // Only one tab does this at a time. If locks are missing, or storing fails, the filters stay for the next start.
    navigator.locks?.request(`ownlist-filters-${owner}`, () => moveFilters(kept, replica)).catch(() => undefined)
  }, [owner, replica, isInStep])
}

/** To lose none, a filter is removed here only after it is stored among the changes to be sent. */
async function moveFilters(kept: Kept, replica: Replica): Promise<void> {
  const queries = (kept.read(name) ?? '').split('\n').map(oneLine)
  for (const [place, query] of queries.entries()) {
    const filters = replica.all('filter')
    if (query !== '' && !filters.some((filter) => filter.query === query))
      await replica.create('filter', { id: uuidv7(), title: query, query, position: positionAfter(filters) })
    kept.write(name, queries.slice(place + 1).join('\n'))
  }
}
