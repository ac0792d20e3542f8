'use client'

import { OwnlistError } from '@ownlist/client'
import { CloudOff, ListTodo, SearchX } from 'lucide-react'
import { Button } from '../forms/button'
import type { TaskView } from './task-view'
import styles from './tasks.module.css'

export function ListSkeleton() {
  return (
    <div className={styles.list} role="status">
      <span className="visually-hidden">Loading your tasks</span>
      {[62, 48, 71].map((width) => (
        <div key={width} className={styles.skeleton} style={{ '--width': `${width}%` } as React.CSSProperties} />
      ))}
    </div>
  )
}

/** Nothing could be loaded yet. */
export function ListFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <CloudOff size={28} aria-hidden="true" />
      <h2>Your tasks could not be loaded</h2>
      <p>
        {error instanceof OwnlistError ? error.message : 'Something went wrong.'} They are safe, and this page keeps
        trying.
      </p>
      <Button onClick={onRetry}>Try now</Button>
    </div>
  )
}

/** Something is shown, but it may be old. */
export function StaleBanner() {
  return (
    <p className={styles.banner} role="status">
      <CloudOff size={16} aria-hidden="true" />
      Ownlist cannot be reached. This is what was last loaded; it is tried again every few seconds.
    </p>
  )
}

export function EmptyList({ view }: { view: TaskView }) {
  if (view.search !== '') {
    return (
      <div className={styles.state}>
        <SearchX size={28} aria-hidden="true" />
        <h2>Nothing found</h2>
        <p>
          No {view.status === 'all' ? '' : `${view.status} `}task has “{view.search}” in its title or notes.
        </p>
      </div>
    )
  }
  const words = {
    all: ['Nothing here yet', 'Write down the first thing on your mind, and press Enter.'],
    open: ['Nothing to do', 'Add a task above, or enjoy the quiet.'],
    done: ['Nothing done yet', 'Tasks you complete gather here.'],
  } as const
  const [title, text] = words[view.status]
  return (
    <div className={styles.state}>
      <ListTodo size={28} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}
