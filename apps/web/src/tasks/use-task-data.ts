import { useMemo, useSyncExternalStore } from 'react'
import { useRows } from '../replica/replica'
import { type Clock, clockAt, deviceZone } from '../views/clock'
import type { TaskData } from '../views/task-data'

/** Everything that views are made of, as it is on this device. */
export function useTaskData(): TaskData {
  const [tasks, lists, sections] = [useRows('task'), useRows('list'), useRows('section')]
  const [labels, filters] = [useRows('label'), useRows('filter')]
  const clock = useClock()
  return useMemo(
    () => ({ tasks, lists, sections, labels, filters, clock }),
    [tasks, lists, sections, labels, filters, clock],
  )
}

let shown: Clock = { today: '', time: '', zone: '' }

/** The same object until a minute has passed, also after midnight. */
function now(): Clock {
  const clock = clockAt(Date.now(), deviceZone())
  const isSame = clock.today === shown.today && clock.time === shown.time && clock.zone === shown.zone
  if (!isSame) shown = clock
  return shown
}

const useClock = () => useSyncExternalStore(everyTenSeconds, now, now)

function everyTenSeconds(changed: () => void): () => void {
  const timer = setInterval(changed, 10_000)
  return () => clearInterval(timer)
}
