// domain: tasks
'use client'

import { FunnelIcon } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import styles from '../views/sidebar.module.css'
import { SidebarLink } from '../views/sidebar-link'
import { byPosition, type SavedFilter } from '../views/task-data'
import { pathOf } from '../views/task-view'

interface FilterLinksProps {
  readonly filters: readonly SavedFilter[]
  readonly counts: ReadonlyMap<string, number>
  readonly path: string
}

/** Links to the saved filters, and to a new one. */
export function FilterLinks({ filters, counts, ...link }: FilterLinksProps) {
  const t = useTranslations('views.filters')
  const icon = <FunnelIcon size={18} aria-hidden="true" />
  return (
    <nav aria-label={t('label')}>
      <h2 className={styles.heading}>{t('label')}</h2>
      <ul className={styles.links}>
        {filters.toSorted(byPosition).map(({ id, title }) => (
          <SidebarLink key={id} {...link} to={pathOf({ name: 'saved', id })} count={counts.get(id) ?? 0} icon={icon}>
            {title}
          </SidebarLink>
        ))}
        <SidebarLink {...link} to="/filters" count={0} icon={icon}>
          {t('new')}
        </SidebarLink>
      </ul>
    </nav>
  )
}
