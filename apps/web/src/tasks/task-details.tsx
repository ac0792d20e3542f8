'use client'

import type { Task } from '@ownlist/client'
import { useId } from 'react'
import { useLists } from '../lists/use-lists'
import rowStyles from '../rows/rows.module.css'
import { TextEditor } from '../rows/text-editor'
import { Choice } from './choice'
import { DayField } from './day-field'
import styles from './tasks.module.css'
import type { TaskChanges } from './use-task-actions'

export const priorityNames = { none: 'None', low: 'Low', medium: 'Medium', high: 'High' } as const

/** The name of the notes field, for its draft. */
export const notesName = (taskId: string): string => `notes ${taskId}`

interface TaskDetailsProps {
  readonly task: Task
  readonly onChange: (changes: TaskChanges) => Promise<boolean>
}

/** The rest of a task. Day, priority and list are saved immediately, notes when the field loses the focus. */
export function TaskDetails({ task, onChange }: TaskDetailsProps) {
  const id = useId()
  return (
    <div className={`${rowStyles.details} ${styles.details}`}>
      <TextEditor label="Notes" name={notesName(task.id)} text={task.notes} onSave={(notes) => onChange({ notes })} />
      <div className={styles.fields}>
        <div>
          <label htmlFor={`${id}-due`}>Due</label>
          <DayField id={`${id}-due`} day={task.dueOn} onSave={(dueOn) => onChange({ dueOn })} />
        </div>
        <div>
          <label htmlFor={`${id}-priority`}>Priority</label>
          <Choice
            id={`${id}-priority`}
            value={task.priority}
            onChoose={(chosen) => {
              const priority = keysOf(priorityNames).find((key) => key === chosen)
              if (priority) onChange({ priority })
            }}
          >
            {keysOf(priorityNames).map((key) => (
              <option key={key} value={key}>
                {priorityNames[key]}
              </option>
            ))}
          </Choice>
        </div>
        <div>
          <label htmlFor={`${id}-list`}>List</label>
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
  const { lists = [] } = useLists()
  const isLoaded = listId === null || lists.some((list) => list.id === listId)
  return (
    <Choice id={id} value={listId ?? ''} onChoose={(chosen) => onChange(chosen || null)}>
      <option value="">None</option>
      {isLoaded ? null : <option value={listId}>Another list</option>}
      {lists.map((list) => (
        <option key={list.id} value={list.id}>
          {list.title}
        </option>
      ))}
    </Choice>
  )
}

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[]
