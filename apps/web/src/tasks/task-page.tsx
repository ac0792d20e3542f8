'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { ListHeading } from '../lists/list-heading'
import { ListsNav } from '../lists/lists-nav'
import { NoSuchList } from '../lists/no-such-list'
import { useShownList } from '../lists/use-shown-list'
import { AddLine } from '../rows/add-line'
import styles from '../rows/rows.module.css'
import { useSendUnsent } from '../rows/use-send-unsent'
import { showView } from '../view/show-view'
import { readView } from '../view/task-view'
import { Shortcuts } from './shortcuts'
import { TaskFilters } from './task-filters'
import { TaskList } from './task-list'
import { useCreateTask } from './use-create-task'
import { useTaskKind } from './use-task-actions'

/** The task page: lists, new task, filters, search, and the tasks. The address holds what it shows. */
export function TaskPage() {
  const t = useTranslations('tasks')
  const parameters = useSearchParams()
  const view = useMemo(() => readView((name) => parameters.get(name)), [parameters])
  const shown = useShownList(view.listId)
  const create = useCreateTask(view.listId ?? null)
  useSendUnsent(useTaskKind())
  const newTask = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const currentList = useRef<HTMLAnchorElement>(null)
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        {shown.state === 'list' ? (
          <ListHeading key={shown.list.id} list={shown.list} />
        ) : (
          <h1>{shown.state === 'unknown' ? t('unknownList') : t('title')}</h1>
        )}
        <Shortcuts newTask={newTask} search={search} currentList={currentList} />
      </div>
      <ListsNav view={view} currentRef={currentList} onAdd={() => newTask.current?.focus()} />
      {shown.state === 'none' ? (
        <NoSuchList />
      ) : (
        <>
          <AddLine name="new-task" label={t('new')} placeholder={t('newHint')} inputRef={newTask} onAdd={create} />
          <TaskFilters view={view} onChange={showView} searchRef={search} />
          <TaskList view={view} />
        </>
      )}
    </div>
  )
}
