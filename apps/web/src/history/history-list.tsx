// domain: tasks
'use client'

import { api } from '@ownlist/client/react'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { EmptyState, ListFault, ListSkeleton } from '../rows/list-states'
import { LoadMore } from '../shell/load-more'
import styles from '../shell/page.module.css'
import { HistoryItem } from './history-item'

/** What was done, newest first. Each action can be undone. */
export function HistoryList() {
  const t = useTranslations('history')
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } =
    api.history.list.useInfiniteQuery({}, { getNextPageParam: ({ nextCursor }) => nextCursor })
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('loading')} />
  const actions = data.pages.flatMap(({ items }) => items)
  if (actions.length === 0) {
    return (
      <EmptyState icon={History} title={t('nothing')}>
        {t('nothingHint')}
        <br />
        <Link href="/">{t('toTasks')}</Link>
      </EmptyState>
    )
  }
  return (
    <>
      <section className={styles.section}>
        <ol className={styles.rows} aria-label={t('label')}>
          {actions.map((action) => (
            <HistoryItem key={action.seq} action={action} />
          ))}
        </ol>
      </section>
      {hasNextPage ? (
        <LoadMore
          busy={isFetchingNextPage}
          fault={isFetchNextPageError ? t('moreFailed') : null}
          onLoad={fetchNextPage}
        />
      ) : null}
    </>
  )
}
