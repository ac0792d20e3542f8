// domain: tasks
'use client'

import { api } from '@ownlist/client/react'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { ListFault, ListSkeleton } from '../rows/list-states'
import styles from '../shell/page.module.css'
import { HistoryItem } from './history-item'

/** The maximum of one page of the API: about a week for a busy person. */
const looked = 100
const shown = 20

/** What apps and agents did recently. Each action can be undone. */
export function AppActions() {
  const t = useTranslations('history')
  const { data, error, refetch } = api.history.list.useQuery({ limit: looked })
  if (data === undefined && error !== null) return <ListFault title={t('loadFailed')} error={error} onRetry={refetch} />
  if (data === undefined) return <ListSkeleton label={t('loading')} />
  const actions = data.items.filter(({ client }) => client !== null).slice(0, shown)
  return (
    <section className={styles.section} aria-labelledby="recent">
      <h2 id="recent">{t('apps.recent')}</h2>
      {actions.length === 0 ? (
        <p className={styles.why}>{t('apps.none')}</p>
      ) : (
        <ol className={styles.rows} aria-labelledby="recent">
          {actions.map((action) => (
            <HistoryItem key={action.seq} action={action} />
          ))}
        </ol>
      )}
      <Link href="/history">{t('apps.all')}</Link>
    </section>
  )
}
