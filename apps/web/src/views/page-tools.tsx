// domain: tasks
'use client'

import { Plus, Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import styles from './sidebar.module.css'
import { isAppPath, longestSearch } from './task-view'

/** The search and a link for a new task, in the header of the pages outside the task app. The app has its own. */
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
      {/* The link opens the app with the line for new tasks focused. */}
      <a href="/?add=" className={styles.create} aria-label={tasks('new')}>
        <Plus size={20} aria-hidden="true" />
      </a>
    </>
  )
}
