'use client'

import type { SyncStatus } from '@ownlist/client/offline'
import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../rows/rows.module.css'
import { useOutbox, useReplica, useSyncStatus } from './replica'

/** Says that the API cannot be reached, and how much waits for it. Everything else goes on. */
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

/** While there is a network, the server is what is missing. */
const reasonOf = (status: SyncStatus) => (status.name === 'waiting' && status.for === 'token' ? 'token' : 'server')

/** Whether the browser says that it has no network. It knows that before a request has failed. */
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
