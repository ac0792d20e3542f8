// domain: tasks
import { useState } from 'react'
import { keptChoices } from '../kept/kept'
import { useSession } from '../session-provider'
import { type Arrangement, groupings, layouts, sortings, usualArrangement } from './arrangement'
import { pathOf, type TaskView } from './task-view'

/** How a view is arranged on this device. Use it in a component that has the view's address as its `key`. */
export function useArrangement(view: TaskView): [Arrangement, (chosen: Arrangement) => void] {
  const kept = keptChoices(useSession().owner())
  const name = `arrangement ${view.name === 'search' ? '/search' : pathOf(view)}`
  const [arrangement, setArrangement] = useState(() => readArrangement(kept.read(name)) ?? usualArrangement(view))
  return [
    arrangement,
    (chosen) => {
      setArrangement(chosen)
      kept.write(name, `${chosen.sort} ${chosen.group} ${chosen.layout}`)
    },
  ]
}

function readArrangement(stored: string | null): Arrangement | null {
  const [storedSort, storedGroup, storedLayout] = stored?.split(' ') ?? []
  const sort = sortings.find((known) => known === storedSort)
  const group = groupings.find((known) => known === storedGroup)
  // Older versions had no layouts.
  const layout = layouts.find((known) => known === storedLayout) ?? 'rows'
  return sort === undefined || group === undefined ? null : { sort, group, layout }
}
