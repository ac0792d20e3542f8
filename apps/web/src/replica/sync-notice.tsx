'use client'

import { CloudOff } from 'lucide-react'
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
  if (status.name !== 'waiting' && status.name !== 'stopped') return null
  return (
    <div className={styles.banner} role="status">
      <CloudOff size={16} aria-hidden="true" />
      <span>
        {status.name === 'stopped' || status.for === 'storage'
          ? status.message
          : t(`waiting.${status.for === 'network' && navigator.onLine ? 'server' : status.for}`)}{' '}
        {pending.length === 0 ? null : t('unsent', { count: pending.length })}
      </span>
      {status.name === 'stopped' ? (
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      ) : (
        <Button onClick={() => void replica.sync()}>{t('tryNow')}</Button>
      )}
    </div>
  )
}
