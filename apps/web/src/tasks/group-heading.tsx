// biome-ignore-all lint/a11y/useSemanticElements: of a table, the rows that are out of sight would have to exist
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, or what is in a cell
'use client'

import type { CSSProperties } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Heading } from '../views/arrangement'
import type { Clock } from '../views/clock'
import { type DayWords, longDay } from './due-day'
import { GroupCount } from './group-count'
import styles from './rows.module.css'
import { SectionActions, SectionTitle } from './section-heading'

interface GroupHeadingProps {
  readonly heading: Heading
  readonly count: number
  readonly index: number
  readonly top: number
  readonly clock: Clock
}

/** The heading of a group, in a row of its own. */
export function GroupHeading({ heading, count, index, top, clock }: GroupHeadingProps) {
  const t = useTranslations('tasks')
  const locale = useLocale()
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles.group}
      style={{ transform: `translateY(${top}px)` } as CSSProperties}
      data-type={heading.type}
    >
      <span role="gridcell">
        <h2 dir="auto">
          {heading.type === 'section' ? (
            <SectionTitle section={heading.section} />
          ) : (
            headingText({ t, locale, clock }, heading)
          )}
        </h2>
        <GroupCount count={count} />
        {heading.type === 'section' ? <SectionActions section={heading.section} /> : null}
      </span>
    </div>
  )
}

function headingText(words: DayWords, heading: Exclude<Heading, { type: 'section' }>): string {
  const { t } = words
  switch (heading.type) {
    case 'day':
      return longDay(words, heading.day)
    case 'priority':
      return heading.priority === 'none'
        ? t('headings.noPriority')
        : t('facts.priority', { priority: t(`priorities.${heading.priority}`) })
    case 'list':
      return heading.list.title
    default:
      return t(`headings.${heading.type}`)
  }
}
