'use client'

import type { Task } from '@ownlist/client'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { useLists } from '../lists/use-lists'
import rowStyles from '../rows/rows.module.css'
import { TextEditor } from '../rows/text-editor'
import { Choice } from './choice'
import { DayField } from './day-field'
import styles from './tasks.module.css'
import type { TaskChanges } from './use-task-actions'

const priorities = ['none', 'low', 'medium', 'high'] as const satisfies readonly Task['priority'][]

/** The name of the notes field, for its draft. */
export const notesName = (taskId: string): string => `notes ${taskId}`

interface TaskDetailsProps {
  readonly task: Task
  readonly onChange: (changes: TaskChanges) => Promise<boolean>
}

/** The rest of a task. Day, priority and list are saved immediately, notes when the field loses the focus. */
export function TaskDetails({ task, onChange }: TaskDetailsProps) {
  const t = useTranslations('tasks')
  const id = useId()
  return (
    <div className={`${rowStyles.details} ${styles.details}`}>
      <TextEditor
        label={t('notes')}
        name={notesName(task.id)}
        text={task.notes}
        onSave={(notes) => onChange({ notes })}
      />
      <div className={styles.fields}>
        <div>
          <label htmlFor={`${id}-due`}>{t('due')}</label>
          <DayField id={`${id}-due`} day={task.dueOn} onSave={(dueOn) => onChange({ dueOn })} />
        </div>
        <div>
          <label htmlFor={`${id}-priority`}>{t('priority')}</label>
          <Choice
            id={`${id}-priority`}
            value={task.priority}
            onChoose={(chosen) => {
              const priority = priorities.find((known) => known === chosen)
              if (priority) onChange({ priority })
            }}
          >
            {priorities.map((priority) => (
              <option key={priority} value={priority}>
                {t(`priorities.${priority}`)}
              </option>
            ))}
          </Choice>
        </div>
        <div>
          <label htmlFor={`${id}-list`}>{t('list')}</label>
          <ListSelect id={`${id}-list`} listId={task.listId} onChange={(listId) => onChange({ listId })} />
        </div>
      </div>
    </div>
  )
}

interface ListSelectProps {
  readonly id: string
  readonly listId: string | null
  readonly onChange: (listId: string | null) => void
}

function ListSelect({ id, listId, onChange }: ListSelectProps) {
  const t = useTranslations('tasks')
  const { lists = [] } = useLists()
  const isLoaded = listId === null || lists.some((list) => list.id === listId)
  return (
    <Choice id={id} value={listId ?? ''} onChoose={(chosen) => onChange(chosen || null)}>
      <option value="">{t('noList')}</option>
      {isLoaded ? null : <option value={listId}>{t('otherList')}</option>}
      {lists.map((list) => (
        <option key={list.id} value={list.id}>
          {list.title}
        </option>
      ))}
    </Choice>
  )
}
