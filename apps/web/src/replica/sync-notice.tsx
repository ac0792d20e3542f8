'use client'

import type { SyncStatus } from '@ownlist/client/offline'
import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../rows/rows.module.css'
import { useOutbox, useReplica, useSyncStatus } from './replica'

/** Says that the API is unreachable, and how many changes are waiting. Everything else keeps working. */
export function SyncNotice() {
  const t = useTranslations('replica')
  const replica = useReplica()
  const status = useSyncStatus()
  const { pending } = useOutbox()
  const isOffline = useIsOffline()
  if (!useIsHindered()) return null
  const message =
    status.name === 'stopped' || (status.name === 'waiting' && status.for === 'storage')
      ? status.message
      : t(`waiting.${isOffline ? 'network' : reasonOf(status)}`)
  return (
    <div className={styles.banner} role="status">
      <CloudOff size={16} aria-hidden="true" />
      <span>
        {message} {pending.length === 0 ? null : t('unsent', { count: pending.length })}
      </span>
      {status.name === 'stopped' ? (
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      ) : (
        <Button onClick={() => void replica.sync()}>{t('tryNow')}</Button>
      )}
    </div>
  )
}

/** Whether the API cannot be reached at the moment. */
export function useIsHindered(): boolean {
  const { name } = useSyncStatus()
  return useIsOffline() || name === 'waiting' || name === 'stopped'
}

/** If there is a network, the server is the problem. */
const reasonOf = (status: SyncStatus) => (status.name === 'waiting' && status.for === 'token' ? 'token' : 'server')

/** Whether the browser reports that it has no network. This is known before a request fails. */
const useIsOffline = () =>
  useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed)
      addEventListener('offline', changed)
      return () => {
        removeEventListener('online', changed)
        removeEventListener('offline', changed)
      }
    },
    () => !navigator.onLine,
    () => false,
  )
