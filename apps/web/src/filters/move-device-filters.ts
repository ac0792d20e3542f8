// domain: tasks
import { useEffect } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type Kept, keptChoices } from '../kept/kept'
import { type Replica, useReplica, useSyncStatus } from '../replica/replica'
import { useSession } from '../session-provider'
import { positionAfter } from '../views/places'
import { oneLine } from '../views/task-view'

/** Where earlier versions kept the saved filters of a person, one on each line. */
const name = 'filters'

/** Saves the filters for all devices that an earlier version has saved on this one. */
export function useDeviceFilters(): void {
  const owner = useSession().owner()
  const replica = useReplica()
  // Then the filters are known that another device has moved.
  const isInStep = useSyncStatus().name === 'idle'
  useEffect(() => {
    const kept = keptChoices(owner)
    if (!isInStep || kept.read(name) === null) return
    // One tab at a time. Where that is not possible, or storing fails, they stay for the next start.
    navigator.locks?.request(`ownlist-filters-${owner}`, () => moveFilters(kept, replica)).catch(() => undefined)
  }, [owner, replica, isInStep])
}

/** A filter is removed here only after it is stored among the changes to be sent, so that none is lost. */
async function moveFilters(kept: Kept, replica: Replica): Promise<void> {
  const queries = (kept.read(name) ?? '').split('\n').map(oneLine)
  for (const [place, query] of queries.entries()) {
    const filters = replica.all('filter')
    if (query !== '' && !filters.some((filter) => filter.query === query))
      await replica.create('filter', { id: uuidv7(), title: query, query, position: positionAfter(filters) })
    kept.write(name, queries.slice(place + 1).join('\n'))
  }
}
