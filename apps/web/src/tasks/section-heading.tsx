'use client'

import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useSectionActions } from '../lists/use-section-actions'
import { useRows } from '../replica/replica'
import { TitleEditor } from '../rows/title-editor'
import { announce } from '../shell/announcer'
import { positionOneStep } from '../views/places'
import type { Section } from '../views/task-data'
import styles from './rows.module.css'

/** The title of a section, edited in place. */
export function SectionTitle({ section: { id, title } }: { section: Section }) {
  const { change } = useSectionActions()
  return <TitleEditor name={`title ${id}`} title={title} onSave={(changed) => change(id, { title: changed })} />
}

interface SectionActionsProps {
  readonly section: Section
  /** Whether the sections are columns beside each other, instead of below each other. */
  readonly isColumn?: boolean
}

/** The actions for a section: it can be moved earlier or later among the sections of its list, or deleted. */
export function SectionActions({ section, isColumn = false }: SectionActionsProps) {
  const t = useTranslations('lists.sections')
  const { change, remove } = useSectionActions()
  const siblings = useRows('section').filter(({ listId }) => listId === section.listId)
  const [Earlier, Later] = isColumn ? [ChevronLeft, ChevronRight] : [ChevronUp, ChevronDown]

  async function move(by: -1 | 1) {
    const position = positionOneStep(siblings, section.id, by)
    if (position === null) return announce(t(by === -1 ? 'isFirst' : 'isLast'))
    await change(section.id, { position })
    // An element that moves within the page loses the focus.
    const button = `[data-move="${section.id} ${by}"]`
    requestAnimationFrame(() => document.querySelector<HTMLElement>(button)?.focus())
  }
  const mover = (by: -1 | 1) => ({
    type: 'button' as const,
    className: styles.icon,
    'data-move': `${section.id} ${by}`,
    onClick: () => void move(by),
  })

  return (
    <span className={styles.sectionActions}>
      <button {...mover(-1)} aria-label={t('earlier', { title: section.title })}>
        <Earlier size={18} aria-hidden="true" />
      </button>
      <button {...mover(1)} aria-label={t('later', { title: section.title })}>
        <Later size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.icon}
        aria-label={t('delete', { title: section.title })}
        onClick={() => void remove(section)}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </span>
  )
}
