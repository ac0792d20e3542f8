'use client'

import { OwnlistError } from '@ownlist/client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useReplica, useSyncStatus } from '../replica/replica'
import { dropKeys } from '../shell/early-keys'
import styles from './panel.module.css'

/**
 * Shown for a task that is not on this device, such as one that was completed before this browser was first used. It loads
 * the task, or says why that is impossible.
 */
export function MissingTask({ id }: { id: string }) {
  const t = useTranslations('tasks')
  const replica = useReplica()
  const isIdle = useSyncStatus().name === 'idle'
  const [fault, setFault] = useState<'gone' | 'away' | null>(null)
  // There will be no field for the keys that were typed.
  useEffect(dropKeys, [])
  // Tries again when the network is back.
  useEffect(() => {
    let isCurrent = true
    const say = (found: typeof fault) => isCurrent && setFault(found)
    const { pending } = replica.outbox()
    if (pending.some((entry) => entry.id === id && entry.change.type === 'delete')) return setFault('gone')
    replica.loadRow('task', id).then(
      () => say(replica.get('task', id) === undefined ? 'gone' : null),
      (error: unknown) => say(isAnswer(error) ? 'gone' : 'away'),
    )
    return () => {
      isCurrent = false
    }
  }, [replica, id, isIdle])
  return (
    <p className={styles.gone} role="status">
      {fault === null ? t('loading') : t(`panel.${fault}`)}
    </p>
  )
}

/** Whether the API says that this person has no such task. */
const isAnswer = (error: unknown) =>
  error instanceof OwnlistError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')
