import { useMemo, useSyncExternalStore } from 'react'
import { usePersonal } from '../preferences/personal'
import { useRows } from '../replica/replica'
import { type Clock, clockAt } from '../views/clock'
import type { TaskData } from '../views/task-data'

/** All data for the views, as it is on this device. */
export function useTaskData(): TaskData {
  const [tasks, lists, sections] = [useRows('task'), useRows('list'), useRows('section')]
  const [labels, filters] = [useRows('label'), useRows('filter')]
  const clock = useClock()
  return useMemo(
    () => ({ tasks, lists, sections, labels, filters, clock }),
    [tasks, lists, sections, labels, filters, clock],
  )
}

let shown: Clock = { today: '', time: '', zone: '', weekStart: 0 }

/** The same object for up to a minute. Midnight is covered by this too. */
function now(personal: Pick<Clock, 'zone' | 'weekStart'>): Clock {
  const clock = clockAt(Date.now(), personal)
  const isSame =
    clock.today === shown.today &&
    clock.time === shown.time &&
    clock.zone === shown.zone &&
    clock.weekStart === shown.weekStart
  if (!isSame) shown = clock
  return shown
}

function useClock(): Clock {
  const personal = usePersonal()
  return useSyncExternalStore(
    everyTenSeconds,
    () => now(personal),
    () => now(personal),
  )
}

function everyTenSeconds(changed: () => void): () => void {
  const timer = setInterval(changed, 10_000)
  return () => clearInterval(timer)
}
