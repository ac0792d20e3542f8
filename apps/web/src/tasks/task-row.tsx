// biome-ignore-all lint/a11y/useSemanticElements: of a table, the rows that are out of sight would have to exist
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, or what is in a cell
'use client'

import type { Task } from '@ownlist/client'
import { Ellipsis, GripVertical, Trash2 } from 'lucide-react'
import { type CSSProperties, type FocusEvent, type MouseEvent, memo, type PointerEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import styles from './rows.module.css'
import { TaskFacts, type TaskFactsProps } from './task-facts'

/** The commands of a row. The object never changes, so rows only render again when their task changes. */
export interface RowCommands {
  toggle(task: Task): void
  open(id: string): void
  remove(task: Task): void
  select(id: string, how: 'toggle' | 'extend'): void
  onFocus(id: string): void
  onBlur(event: FocusEvent<HTMLElement>): void
  /** Starts dragging; null unless the order is manual. */
  grab(event: PointerEvent<HTMLElement>, id: string): void
  /** Called when a finger touches the row. Without it, rows cannot be swiped. */
  swipe?(event: PointerEvent<HTMLElement>): void
}

interface TaskRowProps extends TaskFactsProps {
  readonly depth: number
  /** The position in the whole list, for screen readers. */
  readonly index: number
  /** The distance from the top of the list, in pixels. */
  readonly top: number
  readonly isCurrent: boolean
  readonly isSelected: boolean
  /** Whether it can be dragged. */
  readonly isMovable: boolean
  readonly commands: RowCommands
  /** Measures the card of a board, whose height depends on its content. */
  readonly measure?: (card: HTMLElement | null) => void
}

/** One task in one line: its checkbox, its title, its facts and its buttons. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, depth, index, top, isCurrent, isSelected, isMovable, commands, measure, ...facts } = props
  const t = useTranslations('tasks')
  const { id, title } = task
  const done = task.completedAt !== null
  const stop = isCurrent ? 0 : -1
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey) commands.select(id, 'extend')
    else if (event.ctrlKey || event.metaKey) commands.select(id, 'toggle')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      className={measure === undefined ? styles.row : `${styles.row} ${styles.card}`}
      data-index={index}
      data-row={id}
      data-done={done}
      tabIndex={stop}
      style={{ transform: `translateY(${top}px)`, '--depth': Math.min(depth, 5) } as CSSProperties}
      onFocus={() => commands.onFocus(id)}
      onBlur={commands.onBlur}
      onPointerDown={measure === undefined ? commands.swipe : undefined}
      onClickCapture={onClick}
    >
      <span role="gridcell" className={styles.check}>
        {isMovable ? (
          <span
            className={styles.grip}
            data-grip
            aria-hidden="true"
            onPointerDown={(event) => commands.grab(event, id)}
          >
            <GripVertical size={14} />
          </span>
        ) : null}
        <input
          type="checkbox"
          className={styles.box}
          data-priority={task.priority}
          aria-label={t(done ? 'reopen' : 'complete', { title })}
          tabIndex={stop}
          checked={done}
          onChange={() => commands.toggle(task)}
        />
      </span>
      <span role="gridcell" className={styles.body}>
        <button type="button" dir="auto" className={styles.title} tabIndex={stop} onClick={() => commands.open(id)}>
          {title}
        </button>
      </span>
      <span role="gridcell" className={styles.facts}>
        <TaskFacts task={task} {...facts} />
      </span>
      <span role="gridcell" className={styles.actions}>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('details', { title })}
          tabIndex={stop}
          onClick={() => commands.open(id)}
        >
          <Ellipsis size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('delete', { title })}
          tabIndex={stop}
          onClick={() => commands.remove(task)}
        >
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </span>
    </div>
  )
})
