'use client'

import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useMemo, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'
import { useLists } from '../lists/use-lists'
import { ListFault, ListSkeleton, StaleBanner } from '../rows/list-states'
import { LoadMore } from '../rows/load-more'
import { moveAmongRows } from '../rows/move-among-rows'
import { pageOptions } from '../rows/page-options'
import styles from '../rows/rows.module.css'
import { listInput, type TaskView } from '../view/task-view'
import { localDay } from './due-day'
import { EmptyList } from './empty-list'
import { TaskItem } from './task-item'

/** The tasks of a view, page by page, and a message if there are none. */
export function TaskList({ view }: { view: TaskView }) {
  const t = useTranslations('tasks')
  const list = api.task.list.useInfiniteQuery(listInput(view), pageOptions)
  const tasks = list.data?.pages.flatMap(({ items }) => items)
  if (tasks === undefined) {
    return list.error === null ? (
      <ListSkeleton label={t('loading')} />
    ) : (
      <ListFault title={t('loadFailed')} error={list.error} onRetry={() => list.refetch()} />
    )
  }
  return (
    <>
      {list.isError ? <StaleBanner /> : null}
      {tasks.length === 0 && !list.hasNextPage ? <EmptyList view={view} /> : <Items tasks={tasks} view={view} />}
      {list.hasNextPage ? (
        <LoadMore
          busy={list.isFetchingNextPage}
          fault={list.isFetchNextPageError ? t('moreFailed') : null}
          onLoad={() => list.fetchNextPage()}
        />
      ) : null}
    </>
  )
}

function Items({ tasks, view }: { tasks: readonly Task[]; view: TaskView }) {
  const t = useTranslations('tasks')
  const today = useToday()
  const { lists } = useLists()
  const titles = useMemo(() => new Map(lists?.map(({ id, title }) => [id, title])), [lists])
  const titleOf = ({ listId }: Task) => (listId === null || view.listId !== undefined ? null : titles.get(listId))
  return (
    <ul className={styles.list} aria-label={t('title')} onKeyDown={moveAmongRows}>
      {tasks.map((task) => (
        <TaskItem key={task.id} task={task} today={today} listTitle={titleOf(task) ?? null} view={view} />
      ))}
    </ul>
  )
}

/** The current day in the browser's time zone, also after midnight; null on the server, which does not know it. */
function useToday(): string | null {
  return useSyncExternalStore(
    everyMinute,
    () => localDay(new Date()),
    () => null,
  )
}

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, 60_000)
  return () => clearInterval(timer)
}
