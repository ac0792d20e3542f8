'use client'

import type { RouterOutputs } from '@ownlist/client'
import { api } from '@ownlist/client/react'
import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import * as kinds from '../replica/kinds'
import { pageOptions } from '../rows/page-options'
import { PagedRows } from '../rows/paged-rows'
import { useNotify } from '../shell/notices'
import styles from '../shell/page.module.css'
import { EmptyTrash } from './empty-trash'

type TrashRow = RouterOutputs['trash']['list']['items'][number]

/** The deleted rows, last deleted first. Each can be restored. */
export function TrashList() {
  const t = useTranslations('trash')
  const query = api.trash.list.useInfiniteQuery({}, pageOptions)
  return (
    <PagedRows query={query} icon={Trash2} t={t}>
      {(rows) => (
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
        </>
      )}
    </PagedRows>
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
        <span className={styles.note}>{t('deleted', { kind, day })}</span>
      </span>
      <Button busy={busy} onClick={() => restore({ id }, title)} aria-label={t('restoreNamed', { title })}>
        {t('restore')}
      </Button>
    </li>
  )
}

const rowKinds = { ...kinds }

/** Restores a row with the procedure for its kind. Every device stores rows of all kinds, and so knows their procedures. */
function useRestore(kind: TrashRow['kind']) {
  const t = useTranslations('trash')
  const notify = useNotify()
  const { trash, client } = api.useUtils()
  const restoring = useMutation({
    mutationFn: (row: { id: string }): Promise<unknown> => rowKinds[kind](client).procedures.restore.mutate(row),
  })
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
