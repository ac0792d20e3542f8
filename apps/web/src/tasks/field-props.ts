import type { Task } from '@ownlist/client'
import type { TaskData } from '../views/task-data'
import type { TaskChange } from './use-task-actions'

/** The props that all fields of the details share. */
export interface FieldProps {
  readonly task: Task
  readonly data: TaskData
  readonly onChange: (fields: TaskChange['fields']) => Promise<boolean>
}
