'use client'

import Link from 'next/link'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useSendUnsent } from '../rows/use-send-unsent'
import { goToList } from '../view/show-view'
import { ofList, type TaskView, viewPath } from '../view/task-view'
import styles from './lists.module.css'
import { moveAmongPills } from './move-among-pills'
import { NewList } from './new-list'
import { useListKind } from './use-list-actions'
import { useLists } from './use-lists'

interface ListsNavProps {
  readonly view: TaskView
  /** The link to the current list, or to all tasks if no list is shown. */
  readonly currentRef: RefObject<HTMLAnchorElement | null>
  /** A list was added and is shown. */
  readonly onAdd: () => void
}

/** Links to all tasks and to each list, and a button for a new list. */
export function ListsNav({ view, currentRef, onAdd }: ListsNavProps) {
  const t = useTranslations('lists')
  useSendUnsent(useListKind())
  const { lists = [], query } = useLists()
  const shown = lists.find(({ id }) => id === view.listId)
  const pill = (listId: string | undefined, children: ReactNode) => (
    <Link
      ref={listId === shown?.id ? currentRef : null}
      href={viewPath(ofList(view, listId))}
      prefetch={false}
      // The tasks come from the API, so a plain click needs no request to the web app.
      onNavigate={(event) => {
        event.preventDefault()
        goToList(listId)
      }}
      className={styles.pill}
      aria-current={listId === view.listId ? 'page' : undefined}
    >
      {children}
    </Link>
  )
  useInSight(currentRef, shown?.id)

  return (
    <nav className={styles.nav} aria-label={t('label')} onKeyDown={moveAmongPills}>
      <ul className={styles.pills}>
        <li>{pill(undefined, t('all'))}</li>
        {lists.map(({ id, title }) => (
          <li key={id} title={title}>
            {pill(id, title)}
          </li>
        ))}
        {query.hasNextPage ? (
          <li>
            <button
              type="button"
              className={styles.pill}
              disabled={query.isFetchingNextPage}
              onClick={() => query.fetchNextPage()}
            >
              {query.isFetchNextPageError ? t('moreFailed') : t('more')}
            </button>
          </li>
        ) : null}
      </ul>
      <NewList compact={lists.length > 0} onAdd={onAdd} />
    </nav>
  )
}

/** Scrolls only the row of links, to the current one. */
function useInSight(currentRef: RefObject<HTMLAnchorElement | null>, current: string | undefined) {
  useEffect(() => {
    const pill = currentRef.current
    const pills = pill?.closest('ul')
    if (!pill || !pills) return
    const left = pill.offsetLeft + pill.offsetWidth / 2 - pills.clientWidth / 2
    const top = pill.offsetTop + pill.offsetHeight / 2 - pills.clientHeight / 2
    pills.scrollTo({ left, top })
  }, [currentRef, current])
}
