// biome-ignore-all lint/a11y/useSemanticElements: of a table, the rows that are out of sight would have to exist
'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '../replica/replica'
import { useWasLoaded } from '../replica/use-was-loaded'
import type { TaskData } from '../views/task-data'
import { GroupHeading } from './group-heading'
import type { RowItem } from './row-items'
import styles from './rows.module.css'
import { SwipeHint } from './swipe-hint'
import { type RowCommands, TaskRow } from './task-row'
import { type RowFocus, useRowFocus } from './use-row-focus'
import type { Swipe } from './use-row-swipe'

export interface TaskRowsProps {
  readonly items: readonly RowItem[]
  readonly data: TaskData
  readonly selected: ReadonlySet<string>
  /** Whether the title of the list is shown in each row. */
  readonly showsPlace: boolean
  readonly isMovable: boolean
  readonly commands: Omit<RowCommands, 'onFocus' | 'onBlur'>
  readonly focusRef: Ref<RowFocus>
  /** The row before which a dragged one would be dropped; null while none is dragged. */
  readonly dropSlot?: number | null
  /** The row that follows a finger; null if none does. */
  readonly swipe?: Swipe | null
}

/**
 * The rows of a view. Only those in sight are rendered, however many there are. For screen readers it is a grid: Tab
 * reaches one row, the arrow keys move between rows, and Tab continues through the content of the row.
 */
export function TaskRows(props: TaskRowsProps) {
  const { items, data, selected, showsPlace, isMovable, commands, focusRef, dropSlot = null, swipe = null } = props
  const t = useTranslations('tasks')
  const wasLoaded = useWasLoaded()
  const grid = useRef<HTMLDivElement>(null)
  const ids = useMemo(() => items.flatMap((item) => (item.type === 'task' ? [item.key] : [])), [items])
  const indexes = useMemo(() => new Map(items.map(({ key }, index) => [key, index])), [items])
  const rowHeight = useRowHeight()
  const margin = useOffset(grid)
  const current = useRef<number>(-1)

  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: margin,
    getItemKey: (index) => items[index]?.key ?? index,
    // The focused row is rendered, wherever the page is scrolled to.
    rangeExtractor: (range) =>
      [...new Set([current.current, ...defaultRangeExtractor(range)])]
        .filter((index) => index >= 0 && index < items.length)
        .sort((a, b) => a - b),
  })
  useLayoutEffect(() => virtualizer.measure(), [rowHeight, virtualizer])
  const scroll = useRef<(id: number) => void>(() => undefined)
  scroll.current = (place) => {
    const id = ids[place]
    const index = id === undefined ? undefined : indexes.get(id)
    if (index !== undefined) virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  const focus = useRowFocus(
    ids,
    useMemo(() => (place) => scroll.current(place), []),
  )
  current.current = focus.current === null ? -1 : (indexes.get(focus.current) ?? -1)
  useImperativeHandle(focusRef, () => focus, [focus])

  const swiped = swipe === null ? undefined : items[indexes.get(swipe.id) ?? -1]
  const { unsent, labels, commands: rowCommands } = useRowParts(data, commands, focus)
  const places = useMemo(() => new Map(data.lists.map(({ id, title }) => [id, title])), [data.lists])

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('title')}
      // Nobody knows how many there are before all have arrived.
      aria-rowcount={wasLoaded ? items.length : -1}
      aria-multiselectable="true"
      className={styles.grid}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {swiped === undefined || swipe === null ? null : (
        <SwipeHint
          swipe={swipe}
          isDone={swiped.type === 'task' && swiped.task.completedAt !== null}
          top={(indexes.get(swipe.id) ?? 0) * rowHeight}
        />
      )}
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const item = items[index]
        if (item === undefined) return null
        const top = start - margin
        if (item.type === 'heading') {
          const { key, heading, count } = item
          return <GroupHeading key={key} heading={heading} count={count} index={index} top={top} clock={data.clock} />
        }
        const { task, depth } = item
        return (
          <TaskRow
            key={task.id}
            task={task}
            depth={depth}
            index={index}
            top={top}
            clock={data.clock}
            place={showsPlace && task.listId !== null ? (places.get(task.listId) ?? null) : null}
            labels={labels}
            isCurrent={task.id === focus.current}
            isSelected={selected.has(task.id)}
            isUnsent={unsent.has(task.id)}
            isMovable={isMovable}
            commands={rowCommands}
          />
        )
      })}
      {dropSlot === null ? null : (
        <div
          role="presentation"
          className={styles.drop}
          style={{ transform: `translateY(${dropSlot * rowHeight}px)` }}
        />
      )}
    </div>
  )
}

/** What all rows need. */
export interface RowParts {
  /** The ids of the tasks with changes that were not sent yet. */
  readonly unsent: ReadonlySet<string>
  /** The titles of all labels by id. */
  readonly labels: ReadonlyMap<string, string>
  readonly commands: RowCommands
}

export function useRowParts(data: TaskData, commands: TaskRowsProps['commands'], focus: RowFocus): RowParts {
  const { pending } = useOutbox()
  const unsent = useMemo(() => new Set(pending.map(({ id }) => id)), [pending])
  const labels = useMemo(() => new Map(data.labels.map(({ id, title }) => [id, title])), [data.labels])
  const { onFocus, onBlur } = focus
  const rowCommands = useMemo((): RowCommands => ({ ...commands, onFocus, onBlur }), [commands, onFocus, onBlur])
  return { unsent, labels, commands: rowCommands }
}

/** The height of a row. It depends on the density, and grows with the text size. */
function useRowHeight(): number {
  const [height, setHeight] = useState(44)
  useLayoutEffect(() => {
    const style = getComputedStyle(document.documentElement)
    const rems = Number.parseFloat(style.getPropertyValue('--row'))
    setHeight(Math.round(rems * Number.parseFloat(style.fontSize)))
  }, [])
  return height
}

/** The distance of an element from the top of the page. It changes with the content above. */
export function useOffset(grid: { readonly current: HTMLElement | null }): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const element = grid.current
    if (element !== null) setOffset(Math.round(element.getBoundingClientRect().top + scrollY))
  })
  return offset
}
