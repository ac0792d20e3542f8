'use client'

import type { Taken } from '@ownlist/quick-add'
import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Clock } from '../views/clock'
import styles from './app.module.css'
import { type DayWords, dueWords, timeText } from './due-day'

interface TakenChipsProps {
  readonly taken: readonly Taken[]
  readonly clock: Clock
  readonly onRefuse: (taken: Taken) => void
}

/** What was understood in a line. Pressing a part returns its words to the title. */
export function TakenChips({ taken, clock, onRefuse }: TakenChipsProps) {
  const t = useTranslations('tasks')
  const locale = useLocale()
  if (taken.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('taken.label')}>
      {taken.map((one) => {
        const words = meaningOf(one, { t, locale, clock })
        return (
          <li key={`${one.kind} ${one.start}`}>
            <button
              type="button"
              className={styles.chip}
              aria-label={t('taken.refuse', { words, text: one.text.trim() })}
              onClick={() => onRefuse(one)}
            >
              {words}
              <X size={14} aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function meaningOf(one: Taken, words: DayWords): string {
  const { t, locale } = words
  const day = (value: string) => dueWords(words, { day: value, time: null }).text
  switch (one.kind) {
    case 'due':
      return day(one.value)
    case 'deadline':
      return t('taken.deadline', { day: day(one.value) })
    case 'time':
      return timeText(locale, one.value)
    case 'recurrence':
      return t('taken.recurrence', { text: one.text.trim(), day: day(one.value.on) })
    case 'priority':
      return t('facts.priority', { priority: t(`priorities.${one.value}`) })
    case 'reminder':
      return t('taken.reminder', { minutes: one.value })
    case 'label':
      return t('taken.labelled', { title: one.value })
    default:
      return t(`taken.${one.kind}`, { title: one.value })
  }
}
