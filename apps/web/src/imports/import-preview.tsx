'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../shell/page.module.css'
import type { Preview } from './use-import'

interface ImportPreviewProps {
  readonly name: string
  readonly preview: Preview
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** Shows what a file contains, and what cannot be kept. Nothing is imported yet. */
export function ImportPreview({ name, preview, onRun, onCancel }: ImportPreviewProps) {
  const t = useTranslations('transfer.import')
  const format = useFormatter()
  const { tasks, lists, sections, labels, filters, firstTasks } = preview
  return (
    <section className={styles.section} aria-labelledby="preview">
      <h2 id="preview" dir="auto">
        {t('preview', { name })}
      </h2>
      <dl className={styles.figures}>
        {Object.entries({ tasks, lists, sections, labels, ...(filters === 0 ? {} : { filters }) }).map(
          ([what, count]) => (
            <div key={what}>
              <dt>{t(what as 'tasks' | 'lists' | 'sections' | 'labels' | 'filters')}</dt>
              <dd>{count}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{t('format')}</dt>
          <dd>{t(`formats.${preview.format === 'todo.txt' ? 'todo-txt' : preview.format}`)}</dd>
        </div>
      </dl>
      {firstTasks.length === 0 ? null : (
        <details>
          <summary>{t('first')}</summary>
          <ul className={styles.rows}>
            {firstTasks.map(({ title, list, dueOn }, n) => (
              <li key={n}>
                <span>
                  <bdi>{title}</bdi>
                  {list === null ? null : <span className={styles.note}>{t('inList', { list })}</span>}
                </span>
                {dueOn === null ? null : (
                  <time dateTime={dueOn} className={styles.note}>
                    {format.dateTime(new Date(`${dueOn}T00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
                  </time>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Losses preview={preview} />
      <div className={styles.actions}>
        <Button look="primary" onClick={onRun} disabled={tasks + lists + labels + filters === 0}>
          {t('run', { count: tasks })}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

function Losses({ preview: { losses, lossCount } }: { preview: Preview }) {
  const t = useTranslations('transfer.import')
  if (lossCount === 0) return <p>{t('losses', { count: 0 })}</p>
  return (
    <details open={lossCount <= 10}>
      <summary>{t('losses', { count: lossCount })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard */}
      <section className={styles.table} tabIndex={0} aria-label={t('lossTable')}>
        <table>
          {losses.length < lossCount ? <caption>{t('firstLosses', { count: losses.length })}</caption> : null}
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('task')}</th>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {losses.map(({ row, title, field, what }, n) => (
              <tr key={n}>
                <td>{row}</td>
                <td dir="auto">{title}</td>
                <td dir="auto">{field}</td>
                <td>{t(`kinds.${what}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
