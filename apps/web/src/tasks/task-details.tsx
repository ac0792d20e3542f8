'use client'

import type { Task } from '@ownlist/client'
import { useId } from 'react'
import listStyles from '../rows/rows.module.css'
import { TextEditor } from '../rows/text-editor'
import styles from './tasks.module.css'
import type { TaskChanges } from './use-task-actions'

export const priorityNames = { none: 'None', low: 'Low', medium: 'Medium', high: 'High' } as const

interface TaskDetailsProps {
  readonly task: Task
  readonly onChange: (changes: TaskChanges) => Promise<boolean>
}

/** The rest of a task. Day and priority are saved at once, notes when they are left. */
export function TaskDetails({ task, onChange }: TaskDetailsProps) {
  const id = useId()
  return (
    <div className={`${listStyles.details} ${styles.details}`}>
      <TextEditor label="Notes" text={task.notes} onSave={(notes) => onChange({ notes })} />
      <div className={styles.pair}>
        <div>
          <label htmlFor={`${id}-due`}>Due</label>
          <input
            id={`${id}-due`}
            type="date"
            min="1900-01-01"
            max="9999-12-31"
            value={task.dueOn ?? ''}
            onChange={(event) => event.target.validity.valid && onChange({ dueOn: event.target.value || null })}
          />
        </div>
        <div>
          <label htmlFor={`${id}-priority`}>Priority</label>
          <select
            id={`${id}-priority`}
            value={task.priority}
            onChange={(event) => {
              const priority = keysOf(priorityNames).find((key) => key === event.target.value)
              if (priority) onChange({ priority })
            }}
          >
            {keysOf(priorityNames).map((key) => (
              <option key={key} value={key}>
                {priorityNames[key]}
              </option>
            ))}
          </select>
        </div>
      </div>
    </div>
  )
}

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[]
