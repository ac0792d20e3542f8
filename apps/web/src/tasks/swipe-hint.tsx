'use client'

import { CalendarArrowUp, Check, Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import styles from './swipe.module.css'
import type { Swipe } from './use-row-swipe'

interface SwipeHintProps {
  readonly swipe: Swipe
  /** Whether the task is completed, so that it would be reopened. */
  readonly isDone: boolean
  /** Pixels from the top of the list. */
  readonly top: number
}

/** What lies behind a row that is swiped: what would happen, in colour when the finger is far enough. */
export function SwipeHint({ swipe: { side, isArmed }, isDone, top }: SwipeHintProps) {
  const t = useTranslations('tasks.swipe')
  const Icon = side === 'start' ? CalendarArrowUp : isDone ? Undo2 : Check
  return (
    <div
      role="presentation"
      className={styles.hint}
      data-side={side}
      data-armed={isArmed}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Icon size={20} aria-hidden="true" />
      <span aria-hidden="true">{t(side === 'start' ? 'tomorrow' : isDone ? 'reopen' : 'complete')}</span>
    </div>
  )
}
