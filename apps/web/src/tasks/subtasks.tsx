'use client'

import type { Task } from '@ownlist/client'
import { type FormEvent, useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDraft } from '../kept/use-draft'
import { positionsAfter } from '../views/places'
import { byPosition, type TaskData } from '../views/task-data'
import { showTask } from '../views/use-view'
import styles from './panel.module.css'
import rowStyles from './rows.module.css'
import type { TaskActions } from './use-task-actions'

interface SubtasksProps {
  readonly task: Task
  readonly data: TaskData
  readonly actions: TaskActions
}

/** The subtasks of a task, and a line for a new one. A draft survives a reload. */
export function Subtasks({ task, data, actions }: SubtasksProps) {
  const t = useTranslations('tasks')
  const id = useId()
  const { text, edit, drop } = useDraft(`subtask ${task.id}`, '')
  const subtasks = data.tasks.filter(({ parentId }) => parentId === task.id).toSorted(byPosition)

  function submit(event: FormEvent) {
    event.preventDefault()
    const title = text?.trim() ?? ''
    if (title === '') return
    drop()
    const { listId, sectionId } = task
    void actions.add(
      positionsAfter(subtasks, 1).map((position) => ({ title, parentId: task.id, listId, sectionId, position })),
    )
  }

  return (
    <section className={styles.part} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t('subtasks.title')}</h2>
      <ul>
        {subtasks.map((subtask) => (
          <li key={subtask.id} className={styles.subtask}>
            <input
              type="checkbox"
              className={rowStyles.box}
              aria-label={t(subtask.completedAt === null ? 'complete' : 'reopen', { title: subtask.title })}
              checked={subtask.completedAt !== null}
              onChange={() => void actions.toggle([subtask.id])}
            />
            <button type="button" dir="auto" className={rowStyles.title} onClick={() => showTask(subtask.id)}>
              {subtask.title}
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <input
          dir="auto"
          aria-label={t('subtasks.new')}
          placeholder={t('subtasks.hint')}
          autoComplete="off"
          maxLength={500}
          value={text ?? ''}
          onChange={({ target }) => edit(target.value)}
        />
      </form>
    </section>
  )
}
