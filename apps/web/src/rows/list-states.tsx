'use client'

import { CloudOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from './rows.module.css'

/** @param label the text that says what is being loaded */
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
  /** An error with a message for people, such as one of the client, or a status of the synchronization. */
  readonly error: unknown
  readonly onRetry: () => void
}

const messageOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null

/** Shown if nothing could be loaded yet. */
export function ListFault({ title, error, onRetry }: ListFaultProps) {
  const t = useTranslations('rows')
  return (
    <div className={styles.state} role="alert">
      <CloudOff size={28} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{t('keepsTrying', { reason: messageOf(error) ?? t('wentWrong') })}</p>
      <Button onClick={onRetry}>{t('tryNow')}</Button>
    </div>
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
