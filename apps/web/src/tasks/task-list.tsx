'use client'

import type { Task } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { type KeyboardEvent, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '../forms/button'
import { localDay } from './due-day'
import { EmptyList, ListFault, ListSkeleton, StaleBanner } from './list-states'
import { TaskItem } from './task-item'
import { listInput, type TaskView } from './task-view'
import styles from './tasks.module.css'

const retryMs = 5_000

/** The tasks of a view, page by page, and what is there to say when there are none. */
export function TaskList({ view }: { view: TaskView }) {
  const list = api.task.list.useInfiniteQuery(listInput(view), {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // What has failed heals by itself once the API is back.
    refetchInterval: ({ state }) => (state.status === 'error' || state.fetchFailureCount > 0 ? retryMs : false),
  })
  const tasks = list.data?.pages.flatMap(({ items }) => items)
  if (tasks === undefined) {
    return list.error === null ? <ListSkeleton /> : <ListFault error={list.error} onRetry={() => list.refetch()} />
  }
  return (
    <>
      {list.isError ? <StaleBanner /> : null}
      {tasks.length === 0 && !list.hasNextPage ? <EmptyList view={view} /> : <Items tasks={tasks} />}
      {list.hasNextPage ? (
        <LoadMore
          busy={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          onLoad={() => list.fetchNextPage()}
        />
      ) : null}
    </>
  )
}

function Items({ tasks }: { tasks: readonly Task[] }) {
  const today = useToday()
  return (
    <ul className={styles.list} aria-label="Tasks" onKeyDown={moveAmongTasks}>
      {tasks.map((task) => (
        <TaskItem key={task.id} task={task} today={today} />
      ))}
    </ul>
  )
}

/** Up and down go from a task's box to the next one's; elsewhere the arrows belong to the field they are in. */
function moveAmongTasks(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement)) return
  if (event.target.closest('textarea, select, input:not([type="checkbox"])')) return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-task-box]')]
  const here = boxes.findIndex((box) => box.closest('[data-task]')?.contains(event.target as Node))
  const next = boxes[here + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

interface LoadMoreProps {
  readonly busy: boolean
  readonly failed: boolean
  readonly onLoad: () => void
}

/** Loads the next page when it comes into sight; the button is for those who do not scroll, and for after a failure. */
function LoadMore({ busy, failed, onLoad }: LoadMoreProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (place === null || busy || failed) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onLoad(), { rootMargin: '200px' })
    observer.observe(place)
    return () => observer.disconnect()
  }, [place, busy, failed, onLoad])
  return (
    <div ref={setPlace} className={styles.more}>
      {failed ? <p role="alert">The next tasks could not be loaded.</p> : null}
      <Button busy={busy} onClick={onLoad}>
        Load more
      </Button>
    </div>
  )
}

/** Today in the browser's time zone, also after midnight; null on the server, which does not know it. */
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
