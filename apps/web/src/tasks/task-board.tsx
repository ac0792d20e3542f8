'use client'

import {
  type CSSProperties,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl/react'
import type { TaskView } from '../views/task-view'
import styles from './board.module.css'
import { BoardColumn } from './board-column'
import { columnsOf } from './board-columns'
import { type TaskRowsProps, useOffset, useRowParts } from './task-rows'
import { type RowFocus, useRowFocus } from './use-row-focus'

interface TaskBoardProps extends Omit<TaskRowsProps, 'showsPlace'> {
  readonly view: TaskView
  readonly focusRef: Ref<RowFocus>
}

/**
 * Shows a list as a board. The tasks without a section are the first column, and each section is another one. Only the
 * columns that are near render cards, and only the cards in sight. The focused card is always rendered.
 */
export function TaskBoard({
  view,
  items,
  data,
  selected,
  isMovable,
  commands,
  focusRef,
  dropSlot = null,
}: TaskBoardProps) {
  const t = useTranslations('tasks')
  const board = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => columnsOf(items), [items])
  const ids = useMemo(() => columns.flatMap(({ cards }) => cards.map(({ key }) => key)), [columns])
  const focus = useRowFocus(ids, nowhere)
  useImperativeHandle(focusRef, () => focus, [focus])
  const parts = useRowParts(data, commands, focus)
  const near = useNearColumns(board, columns.map(({ key }) => key).join())
  const top = useOffset(board)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={board}
      role="group"
      aria-label={t('title')}
      data-board
      className={styles.board}
      style={{ '--top': `${top}px` } as CSSProperties}
    >
      {columns.map((column) => (
        <BoardColumn
          key={column.key}
          view={view}
          data={data}
          column={column}
          isNear={near.has(column.key)}
          current={focus.current}
          selected={selected}
          isMovable={isMovable}
          parts={parts}
          dropIndex={dropIndexIn(column, columns, dropSlot)}
        />
      ))}
    </div>
  )
}

/** A card that gets the focus is rendered first; then the browser scrolls to it. */
const nowhere = () => undefined

/** The place of the dragged card among the cards of a column; null if it is over another column. */
function dropIndexIn(
  column: ReturnType<typeof columnsOf>[number],
  columns: ReturnType<typeof columnsOf>,
  slot: number | null,
): number | null {
  if (slot === null) return null
  // The end of a column and the start of the next one have different slots: the heading is between them.
  const over = columns.findLast(({ start }) => start <= slot)
  return over === column ? Math.min(slot - column.start, column.cards.length) : null
}

/** The keys of the columns that are in sight, or nearly. */
function useNearColumns(board: { readonly current: HTMLElement | null }, keys: string): ReadonlySet<string> {
  const [near, setNear] = useState<ReadonlySet<string>>(new Set(['all']))
  const look = useCallback((entries: readonly IntersectionObserverEntry[]) => {
    setNear((before) => {
      const after = new Set(before)
      for (const { target, isIntersecting } of entries) {
        const key = target.getAttribute('data-column') ?? ''
        if (isIntersecting) after.add(key)
        else after.delete(key)
      }
      return after
    })
  }, [])
  useEffect(() => {
    const observer = new IntersectionObserver(look, { root: board.current, rootMargin: '0px 200px' })
    for (const column of board.current?.querySelectorAll('[data-column]') ?? []) observer.observe(column)
    return () => observer.disconnect()
  }, [board, look, keys])
  return near
}
