// domain: tasks
'use client'

import { api } from '@ownlist/client/react'
import { History } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { pageOptions } from '../rows/page-options'
import { PagedRows } from '../rows/paged-rows'
import styles from '../shell/page.module.css'
import { HistoryItem } from './history-item'

/** What was done, newest first. Each action can be undone. */
export function HistoryList() {
  const t = useTranslations('history')
  const query = api.history.list.useInfiniteQuery({}, pageOptions)
  return (
    <PagedRows query={query} icon={History} t={t}>
      {(actions) => (
        <section className={styles.section}>
          <ol className={styles.rows} aria-label={t('label')}>
            {actions.map((action) => (
              <HistoryItem key={action.seq} action={action} />
            ))}
          </ol>
        </section>
      )}
    </PagedRows>
  )
}
