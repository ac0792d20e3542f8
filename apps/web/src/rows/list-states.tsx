'use client'

import { OwnlistError } from '@ownlist/client'
import { CloudOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from './rows.module.css'

/** @param label says what is being loaded */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div className={styles.list} role="status">
      <span className="visually-hidden">{label}</span>
      <div className={styles.skeleton} />
      <div className={styles.skeleton} />
      <div className={styles.skeleton} />
    </div>
  )
}

interface ListFaultProps {
  /** Says what could not be loaded. */
  readonly title: string
  readonly error: unknown
  readonly onRetry: () => void
}

/** Shown if nothing could be loaded yet. */
export function ListFault({ title, error, onRetry }: ListFaultProps) {
  const t = useTranslations('rows')
  return (
    <div className={styles.state} role="alert">
      <CloudOff size={28} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{t('keepsTrying', { reason: error instanceof OwnlistError ? error.message : t('wentWrong') })}</p>
      <Button onClick={onRetry}>{t('tryNow')}</Button>
    </div>
  )
}

/** Shown if the data may be out of date. */
export function StaleBanner() {
  const t = useTranslations('rows')
  return (
    <p className={styles.banner} role="status">
      <CloudOff size={16} aria-hidden="true" />
      {t('stale')}
    </p>
  )
}

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
}

/** Says that there is nothing to show, and why. */
export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <Icon size={28} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  )
}
