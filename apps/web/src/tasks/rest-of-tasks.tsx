'use client'

import { useTranslations } from 'use-intl/react'
import { useSyncStatus } from '../replica/replica'
import { useWasLoaded } from '../replica/use-was-loaded'
import styles from './app.module.css'

/**
 * At the end of a view: says that more tasks come, while a device that is new has only a part of them. It keeps its place when it
 * has nothing to say, so that nothing moves.
 */
export function RestOfTasks() {
  const t = useTranslations('tasks')
  const { name } = useSyncStatus()
  const wasLoaded = useWasLoaded()
  const isWaiting = name === 'waiting' || name === 'stopped'
  return (
    <p className={styles.rest} role="status">
      {wasLoaded ? null : t(isWaiting ? 'rest.missing' : 'rest.loading')}
    </p>
  )
}
