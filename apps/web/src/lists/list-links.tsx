'use client'

import type { List } from '@ownlist/client'
import { ListIcon } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import styles from '../views/sidebar.module.css'
import { SidebarLink } from '../views/sidebar-link'
import { byPosition } from '../views/task-data'
import { NewRow } from './new-row'
import { useListActions } from './use-list-actions'

interface ListLinksProps {
  readonly lists: readonly List[]
  readonly counts: ReadonlyMap<string, number>
  readonly path: string
}

/** Links to the lists, in their manual order, and a button for a new one. Archived lists are collapsed. */
export function ListLinks({ lists, counts, ...link }: ListLinksProps) {
  const t = useTranslations('lists')
  const { add } = useListActions()
  const inOrder = lists.toSorted(byPosition)
  const archived = inOrder.filter(({ archivedAt }) => archivedAt !== null)
  const item = ({ id, title }: List) => (
    <SidebarLink
      key={id}
      {...link}
      to={`/lists/${id}`}
      count={counts.get(id) ?? 0}
      icon={<ListIcon size={18} aria-hidden="true" />}
    >
      {title}
    </SidebarLink>
  )
  return (
    <nav aria-label={t('label')}>
      <h2 className={styles.heading}>{t('label')}</h2>
      <ul className={styles.links}>{inOrder.filter(({ archivedAt }) => archivedAt === null).map(item)}</ul>
      {archived.length === 0 ? null : (
        <details className={styles.archived}>
          <summary>{t('archived', { count: archived.length })}</summary>
          <ul className={styles.links}>{archived.map(item)}</ul>
        </details>
      )}
      <NewRow name="new-list" words={{ new: t('new'), name: t('name'), add: t('add') }} onAdd={add} />
    </nav>
  )
}
