// domain: tasks
'use client'

import { FunnelIcon } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import styles from './sidebar.module.css'
import { SidebarLink } from './sidebar-link'
import { pathOf } from './task-view'
import { useSavedFilters } from './use-saved-filters'

interface FilterLinksProps {
  readonly path: string
}

/** Links to the filters that are saved on this device, and to a new one. */
export function FilterLinks(link: FilterLinksProps) {
  const t = useTranslations('views.filters')
  const { filters } = useSavedFilters()
  const icon = <FunnelIcon size={18} aria-hidden="true" />
  return (
    <nav aria-label={t('label')}>
      <h2 className={styles.heading}>{t('label')}</h2>
      <ul className={styles.links}>
        {filters.map((query) => (
          <SidebarLink key={query} {...link} to={pathOf({ name: 'filter', query })} count={0} icon={icon}>
            {query}
          </SidebarLink>
        ))}
        <SidebarLink {...link} to="/filters" count={0} icon={icon}>
          {t('new')}
        </SidebarLink>
      </ul>
    </nav>
  )
}
