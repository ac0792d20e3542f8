'use client'

import { CloudOff, Plus } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl/react'
import { useIsHindered } from '../replica/sync-notice'
import { Fill } from '../shell/slots'
import { SearchBar } from '../views/search-bar'
import styles from '../views/sidebar.module.css'

interface AppToolsProps {
  /** The search query; empty on other views. */
  readonly query: string
  readonly search: RefObject<HTMLInputElement | null>
  readonly onAdd: () => void
}

/** The tools in the header of the views: the search, a button for a new task, and a sign that the server is unreachable. */
export function AppTools({ query, search, onAdd }: AppToolsProps) {
  const t = useTranslations('tasks')
  const replica = useTranslations('replica')
  const isHindered = useIsHindered()
  return (
    <Fill name="tools">
      {isHindered ? (
        // The notice on the page tells everybody, in more detail.
        <span className={styles.offline} title={replica('waiting.server')} aria-hidden="true">
          <CloudOff size={18} />
        </span>
      ) : null}
      <div className={styles.wide}>
        <SearchBar query={query} inputRef={search} />
      </div>
      <button type="button" className={styles.create} aria-label={t('newHere')} onClick={onAdd}>
        <Plus size={20} aria-hidden="true" />
      </button>
    </Fill>
  )
}
