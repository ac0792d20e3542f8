'use client'

import { CalendarArrowUp, Check, Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import styles from './swipe.module.css'
import type { Swipe } from './use-row-swipe'

interface SwipeHintProps {
  readonly swipe: Swipe
  /** Whether the task is completed. Then the swipe reopens it. */
  readonly isDone: boolean
  /** The distance from the top of the list, in pixels. */
  readonly top: number
}

/** Shown behind a row that is being swiped: what the swipe does. It turns coloured as soon as the finger has moved far enough. */
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
