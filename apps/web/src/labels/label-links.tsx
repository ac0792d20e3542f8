// domain: tasks
'use client'

import { TagIcon } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { NewRow } from '../lists/new-row'
import { useRowActions } from '../replica/use-row-actions'
import styles from '../views/sidebar.module.css'
import { SidebarLink } from '../views/sidebar-link'
import { byPosition, type Label } from '../views/task-data'

interface LabelLinksProps {
  readonly labels: readonly Label[]
  readonly counts: ReadonlyMap<string, number>
  readonly path: string
}

/** Links to the labels, and a button for a new one. */
export function LabelLinks({ labels, counts, ...link }: LabelLinksProps) {
  const t = useTranslations('labels')
  const { create } = useLabelActions()
  return (
    <nav aria-label={t('label')}>
      <h2 className={styles.heading}>{t('label')}</h2>
      <ul className={styles.links}>
        {labels.toSorted(byPosition).map(({ id, title }) => (
          <SidebarLink
            key={id}
            {...link}
            to={`/labels/${id}`}
            count={counts.get(id) ?? 0}
            icon={<TagIcon size={18} aria-hidden="true" />}
          >
            {title}
          </SidebarLink>
        ))}
      </ul>
      <NewRow
        name="new-label"
        words={{ new: t('new'), name: t('name'), add: t('add') }}
        onAdd={(title) => void create({ title })}
      />
    </nav>
  )
}

/** What a person can do with labels. */
export function useLabelActions() {
  const t = useTranslations('labels')
  return useRowActions('label', { deleted: t('deleted'), changed: t('changed'), added: t('added') })
}
