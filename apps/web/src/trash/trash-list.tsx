'use client'

import type { RouterOutputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { EmptyState, ListFault, ListSkeleton } from '../rows/list-states'
import { LoadMore } from '../shell/load-more'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'
import { EmptyTrash } from './empty-trash'

type TrashRow = RouterOutputs['trash']['list']['items'][number]

/** What was deleted, last deleted first. Each row can be restored. */
export function TrashList() {
  const t = useTranslations('trash')
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } =
    api.trash.list.useInfiniteQuery({}, { getNextPageParam: ({ nextCursor }) => nextCursor })
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('loading')} />
  const rows = data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) {
    return (
      <EmptyState icon={Trash2} title={t('nothing')}>
        {t('nothingHint')}
        <br />
        <Link href="/">{t('toTasks')}</Link>
      </EmptyState>
    )
  }
  return (
    <>
      <div>
        <EmptyTrash />
      </div>
      <section className={styles.section}>
        <ul className={styles.rows} aria-label={t('label')}>
          {rows.map((row) => (
            <Row key={`${row.kind} ${row.id}`} row={row} />
          ))}
        </ul>
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

function Row({ row: { kind, id, title, deletedAt } }: { row: TrashRow }) {
  const t = useTranslations('trash')
  const format = useFormatter()
  const { restore, busy } = useRestore(kind)
  const day = format.relativeTime(new Date(deletedAt), new Date())
  return (
    <li>
      <span>
        <bdi>{title}</bdi>
        <span className={styles.note}>{t('deleted', { kind: t(`kinds.${kind}`), day })}</span>
      </span>
      <Button busy={busy} onClick={() => restore({ id }, title)} aria-label={t('restoreNamed', { title })}>
        {t('restore')}
      </Button>
    </li>
  )
}

/** Restores a row with the procedure of its own kind. */
function useRestore(kind: TrashRow['kind']) {
  const t = useTranslations('trash')
  const notify = useNotify()
  const { trash } = api.useUtils()
  const restoring = {
    task: api.task.restore.useMutation(),
    list: api.list.restore.useMutation(),
    section: api.section.restore.useMutation(),
    label: api.label.restore.useMutation(),
  }[kind]
  return {
    busy: restoring.isPending,
    async restore(row: { id: string }, title: string) {
      try {
        await restoring.mutateAsync(row)
        notify({ title: t('restored', { title }) })
        await trash.list.invalidate()
      } catch (error) {
        notify({ title: t('notRestored', { title }), description: (error as Error).message })
      }
    },
  }
}
