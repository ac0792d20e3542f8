// domain: tasks
'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import pageStyles from '../shell/page.module.css'
import styles from './statistics.module.css'

/** One bar. */
interface Bar {
  readonly key: string
  /** What the bar stands for. */
  readonly label: string
  readonly value: number
}

interface BarChartProps {
  readonly title: string
  /** What the bars stand for, such as “Day”. */
  readonly of: string
  readonly bars: readonly Bar[]
}

const step = 10
const gap = 2
const height = 100

/** Vertical bars, and a table with the same values. Screen readers read the table. */
export function BarChart({ title, of, bars }: BarChartProps) {
  const id = useId()
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <section className={pageStyles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={styles.chart} aria-hidden="true">
        <span className={styles.most}>{most}</span>
        <svg viewBox={`0 0 ${bars.length * step} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map(({ key, value, label }, n) => (
            <rect
              key={key}
              x={n * step + gap / 2}
              y={height - (value / most) * height}
              width={step - gap}
              height={(value / most) * height}
            >
              <title>{`${label}: ${value}`}</title>
            </rect>
          ))}
        </svg>
        <span className={styles.ends}>
          <span>{bars[0]?.label}</span>
          <span>{bars.at(-1)?.label}</span>
        </span>
      </div>
      <DataTable title={title} of={of} bars={bars} />
    </section>
  )
}

/** Horizontal bars, each with its label. They are a table themselves. */
export function BarList({ title, of, bars }: BarChartProps) {
  const t = useTranslations('statistics')
  const id = useId()
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <section className={pageStyles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <table className={styles.bars}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{t('tasks')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, value }) => (
            <tr key={key}>
              <th scope="row" dir="auto">
                {label}
              </th>
              <td>
                <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
                  <rect width={value} height={1} />
                </svg>
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DataTable({ title, of, bars }: BarChartProps) {
  const t = useTranslations('statistics')
  return (
    <details>
      <summary className={pageStyles.note}>{t('table')}</summary>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
      <section className={pageStyles.table} tabIndex={0} aria-label={t('tableOf', { title })}>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">{t('tasks')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, label, value }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
