import { useEffect } from 'react'
import { keptChoices } from '../kept/kept'
import { useSession } from '../session-provider'
import { useSyncStatus } from './replica'

const name = 'loaded'

/** Whether this device has ever loaded all rows. Before that, an empty view does not mean that there are no rows. */
export function useWasLoaded(): boolean {
  const kept = keptChoices(useSession().owner())
  const isIdle = useSyncStatus().name === 'idle'
  useEffect(() => {
    if (isIdle) kept.write(name, 'yes')
  }, [isIdle])
  return isIdle || kept.read(name) !== null
}
