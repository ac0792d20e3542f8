// biome-ignore-all lint/a11y/useSemanticElements: of a table, the rows that are out of sight would have to exist
'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useWasLoaded } from '../replica/use-was-loaded'
import type { TaskData } from '../views/task-data'
import type { TaskView } from '../views/task-view'
import styles from './board.module.css'
import type { BoardColumn as Column } from './board-columns'
import { ColumnAdd } from './column-add'
import { GroupCount } from './group-count'
import rowStyles from './rows.module.css'
import { SectionActions, SectionTitle } from './section-heading'
import { TaskRow } from './task-row'
import type { RowParts } from './task-rows'

interface BoardColumnProps {
  readonly view: TaskView
  readonly data: TaskData
  readonly column: Column
  /** Whether the column is in sight, or nearly. Otherwise it renders no cards, except the focused one. */
  readonly isNear: boolean
  /** The card that Tab reaches. */
  readonly current: string | null
  readonly selected: ReadonlySet<string>
  readonly isMovable: boolean
  readonly parts: RowParts
  /** The card before which a dragged one would be dropped; null if it is not over this column. */
  readonly dropIndex: number | null
}

/** A column of a board: its heading, its cards, and at the end a line for a new task. Only the cards in sight are rendered. */
export function BoardColumn(props: BoardColumnProps) {
  const { view, data, column, isNear, current, selected, isMovable, parts, dropIndex } = props
  const wasLoaded = useWasLoaded()
  const sections = useTranslations('lists.sections')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { cards, section, key, start } = column
  const place = cards.findIndex((card) => card.key === current)
  const isShown = isNear || place !== -1
  const virtualizer = useVirtualizer({
    count: cards.length,
    enabled: isShown,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    // The column renders before it is measured, so that the focused card exists in the first frame.
    initialRect: { width: 300, height: 600 },
    gap: 8,
    overscan: 4,
    getItemKey: (index) => cards[index]?.key ?? index,
    // The focused card is rendered, wherever the column is scrolled to.
    rangeExtractor: (range) =>
      [...new Set([place, ...defaultRangeExtractor(range)])].filter((index) => index >= 0).sort((a, b) => a - b),
  })
  const shown = virtualizer.getVirtualItems()
  const line = shown.find(({ index }) => index === dropIndex)?.start ?? virtualizer.getTotalSize()
  return (
    <section
      className={styles.column}
      aria-labelledby={`${id}-title`}
      data-column={key}
      data-start={start}
      data-drop={dropIndex !== null}
    >
      <header className={styles.header}>
        <h2 id={`${id}-title`} dir="auto">
          {section === null ? sections('without') : <SectionTitle section={section} />}
        </h2>
        <GroupCount count={cards.length} />
        {section === null ? null : <SectionActions section={section} isColumn />}
      </header>
      <div ref={scroller} className={styles.scroller} data-scroller>
        {cards.length === 0 ? (
          <p className={styles.empty}>{sections(section === null ? 'noneWithout' : 'empty')}</p>
        ) : (
          <div
            role="grid"
            aria-labelledby={`${id}-title`}
            aria-rowcount={wasLoaded ? cards.length : -1}
            aria-multiselectable="true"
            className={styles.cards}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {shown.map(({ index, start: top }) => {
              const card = cards[index]
              return card === undefined ? null : (
                <TaskRow
                  key={card.key}
                  task={card.task}
                  depth={card.depth}
                  index={index}
                  top={top}
                  place={null}
                  isCurrent={card.key === current}
                  isSelected={selected.has(card.key)}
                  isUnsent={parts.unsent.has(card.key)}
                  isMovable={isMovable}
                  clock={data.clock}
                  labels={parts.labels}
                  commands={parts.commands}
                  measure={virtualizer.measureElement}
                />
              )
            })}
            {dropIndex === null ? null : (
              <div role="presentation" className={rowStyles.drop} style={{ transform: `translateY(${line - 4}px)` }} />
            )}
          </div>
        )}
      </div>
      <ColumnAdd view={view} data={data} section={section} />
    </section>
  )
}

/** The assumed height of a card in pixels, until it is measured. */
const usualHeight = 72
