'use client'

import { CheckCheck } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useReplica } from '../replica/replica'
import { EmptyState } from '../rows/list-states'
import { LoadMore } from '../shell/load-more'
import { compareText } from '../views/task-data'
import styles from './app.module.css'
import { openTask } from './open-task'
import { TaskRows } from './task-rows'
import { useDocumentTitle } from './use-document-title'
import { useTaskActions } from './use-task-actions'
import { useTaskData } from './use-task-data'

const pageSize = 100

/** Completed tasks, newest first. Those that are not on this device yet are loaded page by page. */
export function DonePage() {
  const t = useTranslations('tasks')
  const views = useTranslations('views')
  const data = useTaskData()
  const actions = useTaskActions()
  const { load, isMore, isLoading, hasFailed } = useDonePages()
  useDocumentTitle(views('done'))
  const done = useMemo(
    () =>
      data.tasks
        .filter(({ completedAt }) => completedAt !== null)
        .toSorted((a, b) => compareText(b.completedAt ?? '', a.completedAt ?? '') || compareText(b.id, a.id)),
    [data.tasks],
  )
  const commands = {
    toggle: (task: (typeof done)[number]) => void actions.toggle([task.id]),
    open: openTask,
    remove: (task: (typeof done)[number]) => void actions.remove([task]),
    select: () => undefined,
    grab: () => undefined,
  }
  return (
    <div className={styles.page}>
      <h1>{views('done')}</h1>
      {done.length === 0 && !isLoading ? (
        <EmptyState icon={CheckCheck} title={views('empty.done.title')}>
          {views('empty.done.hint')}
        </EmptyState>
      ) : (
        <TaskRows
          items={done.map((task) => ({ type: 'task', key: task.id, group: 'all', task, depth: 0 }))}
          data={data}
          selected={nothing}
          showsPlace
          isMovable={false}
          commands={commands}
          focusRef={null}
        />
      )}
      {isMore ? <LoadMore busy={isLoading} fault={hasFailed ? t('moreFailed') : null} onLoad={load} /> : null}
    </div>
  )
}

const nothing: ReadonlySet<string> = new Set()

function useDonePages() {
  const replica = useReplica()
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<'first' | 'loading' | 'failed' | 'more' | 'all'>('first')

  const load = useCallback(() => {
    setState('loading')
    replica.load('task', { status: 'done', limit: pageSize, ...(cursor === null ? {} : { cursor }) }).then(
      ({ nextCursor }) => {
        setCursor(nextCursor)
        setState(nextCursor === null ? 'all' : 'more')
      },
      () => setState('failed'),
    )
  }, [replica, cursor])
  // The first page. Later pages are loaded when the user scrolls to them.
  useEffect(() => load(), [replica])
  return {
    load,
    isMore: state !== 'all',
    isLoading: state === 'first' || state === 'loading',
    hasFailed: state === 'failed',
  }
}
