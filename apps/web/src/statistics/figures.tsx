// domain: tasks
'use client'

import { useTranslations } from 'use-intl/react'
import styles from '../shell/page.module.css'
import type { Texts } from '../texts/locale'
import type { Statistics } from './counts'

/** The most important numbers. */
export function Figures({ statistics }: { statistics: Statistics }) {
  const t = useTranslations('statistics')
  const { done, days, streak, longestStreak, medianSeconds, overdue } = statistics
  const recent = days.reduce((sum, { done }) => sum + done, 0)
  return (
    <section className={styles.section} aria-labelledby="summary">
      <h2 id="summary">{t('summary')}</h2>
      <dl className={styles.figures}>
        <div>
          <dt>{t('streak')}</dt>
          <dd>{streak}</dd>
          <dd className={styles.note}>{t('longest', { count: longestStreak })}</dd>
        </div>
        <div>
          <dt>{t('done')}</dt>
          <dd>{done}</dd>
          <dd className={styles.note}>{t('lastWeeks', { count: recent })}</dd>
        </div>
        {medianSeconds === null ? null : (
          <div>
            <dt>{t('time')}</dt>
            <dd>{duration(t, medianSeconds)}</dd>
          </div>
        )}
        <div>
          <dt>{t('overdue')}</dt>
          <dd>{overdue.reduce((sum, { overdue }) => sum + overdue, 0)}</dd>
        </div>
      </dl>
    </section>
  )
}

const [minute, hour, day] = [60, 3_600, 86_400]

function duration(t: Texts<'statistics'>, seconds: number): string {
  if (seconds < hour) return t('durations.minutes', { count: Math.max(1, Math.round(seconds / minute)) })
  if (seconds < 2 * day) return t('durations.hours', { count: Math.round(seconds / hour) })
  return t('durations.days', { count: Math.round(seconds / day) })
}
