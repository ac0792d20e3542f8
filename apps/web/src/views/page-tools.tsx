// domain: tasks
'use client'

import { Plus, Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import styles from './sidebar.module.css'
import { isAppPath, longestSearch } from './task-view'

/** The search and the way to a new task, in the header of the pages beside the task app. The app has its own. */
export function PageTools() {
  const t = useTranslations('views')
  const tasks = useTranslations('tasks')
  if (isAppPath(usePathname())) return null
  return (
    <>
      <form action="/search" className={`${styles.search} ${styles.wide}`}>
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          name="q"
          dir="auto"
          aria-label={t('searchTasks')}
          placeholder={t('search')}
          maxLength={longestSearch}
          autoComplete="off"
        />
      </form>
      {/* The line for new tasks has the keyboard then. */}
      <a href="/?add=" className={styles.create} aria-label={tasks('new')}>
        <Plus size={20} aria-hidden="true" />
      </a>
    </>
  )
}
