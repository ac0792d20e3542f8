// domain: tasks
'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { announce } from '../shell/announcer'
import { positionOneStep } from './places'
import styles from './sidebar.module.css'
import { byPosition } from './task-data'

interface PlacedRow {
  readonly id: string
  readonly title: string
  readonly position: string
}

interface PlaceButtonsProps {
  readonly row: PlacedRow
  /** Those among which it has its place, in any order. */
  readonly all: readonly PlacedRow[]
  readonly change: (id: string, changes: { readonly position: string }) => Promise<boolean>
}

/** Buttons that move a list, a label or a filter earlier or later in the sidebar, where that is in sight. */
export function PlaceButtons({ row: { id, title }, all, change }: PlaceButtonsProps) {
  const t = useTranslations('views.place')
  const tasks = useTranslations('tasks')

  function move(by: -1 | 1) {
    const position = positionOneStep(all, id, by)
    if (position === null) return announce(t(by === -1 ? 'isFirst' : 'isLast'))
    void change(id, { position })
    const place = all.toSorted(byPosition).findIndex((each) => each.id === id) + by + 1
    announce(tasks('placed', { place: String(place), count: String(all.length) }))
  }

  const look = `${styles.icon} ${styles.wide}`
  return (
    <>
      <button type="button" className={look} aria-label={t('earlier', { title })} onClick={() => move(-1)}>
        <ChevronUp size={18} aria-hidden="true" />
      </button>
      <button type="button" className={look} aria-label={t('later', { title })} onClick={() => move(1)}>
        <ChevronDown size={18} aria-hidden="true" />
      </button>
    </>
  )
}
