// domain: tasks
'use client'

import { Plus, Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { laterPart } from '../shell/later-part'
import { useAppDialog } from '../tasks/use-app-dialog'
import { useGlobalKeys } from '../tasks/use-global-keys'
import styles from './sidebar.module.css'
import { isAppPath, longestSearch } from './task-view'
import { goToNewTask, useWayToViews } from './use-view'

const PageDialogs = laterPart(
  async () => (await import('../tasks/page-dialogs')).PageDialogs,
  ({ onDialog }) => onDialog(null),
)

/**
 * The search, a link for a new task, and the shortcuts that work everywhere, for the pages outside the task app. The app has
 * its own.
 */
export const PageTools = ({ userId }: { userId: string }) =>
  isAppPath(usePathname()) ? null : <ToolsOutsideApp userId={userId} />

function ToolsOutsideApp({ userId }: { userId: string }) {
  const t = useTranslations('views')
  const tasks = useTranslations('tasks')
  const search = useRef<HTMLInputElement>(null)
  const [dialog, setDialog] = useAppDialog()
  useWayToViews()
  useGlobalKeys({ search, onAdd: goToNewTask, onDialog: setDialog })
  return (
    <>
      <form action="/search" className={`${styles.search} ${styles.wide}`}>
        <Search size={16} aria-hidden="true" />
        <input
          ref={search}
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
      {dialog === null ? null : <PageDialogs userId={userId} dialog={dialog} onDialog={setDialog} />}
    </>
  )
}
