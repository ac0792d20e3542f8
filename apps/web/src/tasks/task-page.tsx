'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useRef } from 'react'
import { AddLine } from '../rows/add-line'
import styles from '../rows/rows.module.css'
import { Shortcuts } from './shortcuts'
import { TaskFilters } from './task-filters'
import { TaskList } from './task-list'
import { readView, type TaskView, viewPath } from './task-view'
import { useCreateTask } from './use-create-task'

/** The task page: add, filter, search, and the list. What it shows stands in the address. */
export function TaskPage() {
  const parameters = useSearchParams()
  const view = useMemo(() => readView((name) => parameters.get(name)), [parameters])
  const showView = useCallback((next: TaskView) => history.replaceState(null, '', viewPath(next)), [])
  const create = useCreateTask()
  const newTask = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>Tasks</h1>
        <Shortcuts newTask={newTask} search={search} />
      </div>
      <AddLine label="New task" placeholder="What is there to do?" inputRef={newTask} onAdd={create} />
      <TaskFilters view={view} onChange={showView} searchRef={search} />
      <TaskList view={view} />
    </div>
  )
}
