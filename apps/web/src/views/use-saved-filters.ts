// domain: tasks
import { useMemo, useSyncExternalStore } from 'react'
import { keptChoices } from '../kept/kept'
import { useSession } from '../session-provider'

const name = 'filters'
const changedEvent = 'ownlist-filters'

/** The filters that a person has saved, on this device. */
export function useSavedFilters() {
  const kept = keptChoices(useSession().owner())
  const stored = useSyncExternalStore(
    subscribe,
    () => kept.read(name) ?? '',
    () => '',
  )
  const filters = useMemo(() => stored.split('\n').filter((query) => query !== ''), [stored])
  const write = (queries: readonly string[]) => {
    kept.write(name, queries.join('\n'))
    dispatchEvent(new Event(changedEvent))
  }
  return {
    filters,
    save: (query: string) => write([...filters.filter((other) => other !== query), query]),
    remove: (query: string) => write(filters.filter((other) => other !== query)),
  }
}

/** In this tab and in the others. */
function subscribe(changed: () => void): () => void {
  addEventListener(changedEvent, changed)
  addEventListener('storage', changed)
  return () => {
    removeEventListener(changedEvent, changed)
    removeEventListener('storage', changed)
  }
}
