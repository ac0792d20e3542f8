'use client'

import type { Task } from '@ownlist/client'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { addDays } from '../views/clock'
import styles from './app.module.css'
import type { AppDialog } from './use-global-keys'
import type { Selection } from './use-selection'
import type { TaskActions } from './use-task-actions'

interface SelectionBarProps {
  readonly tasks: readonly Task[]
  readonly selection: Selection
  readonly actions: TaskActions
  readonly today: string
  readonly onToggle: (tasks: readonly Task[]) => Promise<unknown>
  readonly onDialog: (dialog: AppDialog) => void
}

/** Buttons for everything that can be done with all selected tasks at once, for people who do not use the keys. */
export function SelectionBar({ tasks, selection, actions, today, onToggle, onDialog }: SelectionBarProps) {
  const t = useTranslations('tasks')
  const ids = tasks.map(({ id }) => id)
  async function finish(work: Promise<unknown>) {
    await work
    selection.clear()
  }
  const postpone = (dueOn: string | null) =>
    finish(
      actions.change(
        t('done.postponed', { count: tasks.length }),
        ids.map((id) => ({ id, fields: { dueOn } })),
      ),
    )
  return (
    <div className={styles.selection} role="toolbar" aria-label={t('selection.label')}>
      <strong>{t('selected', { count: tasks.length })}</strong>
      <Button onClick={() => finish(onToggle(tasks))}>{t('selection.complete')}</Button>
      <Button onClick={() => postpone(addDays(today, 1))}>{t('selection.tomorrow')}</Button>
      <Button onClick={() => postpone(null)}>{t('selection.noDate')}</Button>
      <Button onClick={() => onDialog({ name: 'move', ids })}>{t('selection.move')}</Button>
      <Button onClick={() => onDialog({ name: 'label', ids })}>{t('selection.labels')}</Button>
      <Button onClick={() => finish(actions.remove(tasks))}>{t('selection.delete')}</Button>
      <Button onClick={selection.clear}>{t('selection.clear')}</Button>
    </div>
  )
}
