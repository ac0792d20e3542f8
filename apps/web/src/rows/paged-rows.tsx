// domain: tasks
'use client'

import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { LoadMore } from '../shell/load-more'
import { EmptyState, ListFault, ListSkeleton } from './list-states'

/** An infinite query with `pageOptions`. */
interface PagedQuery<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined
  readonly error: unknown
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly refetch: () => unknown
  readonly fetchNextPage: () => unknown
}

interface PagedRowsProps<Item> {
  readonly query: PagedQuery<Item>
  readonly icon: LucideIcon
  readonly t: (key: 'loading' | 'loadFailed' | 'moreFailed' | 'nothing' | 'nothingHint' | 'toTasks') => string
  /** The rows that are loaded, at least one. */
  readonly children: (items: readonly Item[]) => ReactNode
}

/** Shows rows that are read page by page, or says why there are none. */
export function PagedRows<Item>({ query, icon, t, children }: PagedRowsProps<Item>) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('loading')} />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <EmptyState icon={icon} title={t('nothing')}>
        {t('nothingHint')}
        <br />
        <Link href="/">{t('toTasks')}</Link>
      </EmptyState>
    )
  }
  return (
    <>
      {children(items)}
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
