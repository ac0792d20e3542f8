'use client'

import { OwnlistError } from '@ownlist/client'
import { CloudOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../forms/button'
import styles from './rows.module.css'

/** @param rows the name for the rows in the interface, such as `notes` */
export function ListSkeleton({ rows }: { rows: string }) {
  return (
    <div className={styles.list} role="status">
      <span className="visually-hidden">Loading your {rows}</span>
      <div className={styles.skeleton} />
      <div className={styles.skeleton} />
      <div className={styles.skeleton} />
    </div>
  )
}

/** Shown if nothing could be loaded yet. */
export function ListFault({ rows, error, onRetry }: { rows: string; error: unknown; onRetry: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <CloudOff size={28} aria-hidden="true" />
      <h2>Your {rows} could not be loaded</h2>
      <p>
        {error instanceof OwnlistError ? error.message : 'Something went wrong.'} They are safe, and this page keeps
        trying.
      </p>
      <Button onClick={onRetry}>Try now</Button>
    </div>
  )
}

/** Shown if the data may be out of date. */
export function StaleBanner() {
  return (
    <p className={styles.banner} role="status">
      <CloudOff size={16} aria-hidden="true" />
      Ownlist cannot be reached. You see the last loaded data. Ownlist tries again every few seconds.
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
