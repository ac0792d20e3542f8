'use client'

import { CloudOff, Plus } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl/react'
import { useIsHindered } from '../replica/sync-notice'
import { Fill } from '../shell/slots'
import { SearchBar } from '../views/search-bar'
import styles from '../views/sidebar.module.css'

interface AppToolsProps {
  /** What is searched for; empty on other views. */
  readonly query: string
  readonly search: RefObject<HTMLInputElement | null>
  readonly onAdd: () => void
}

/** What the header has on the views: the search, a new task, and whether the server is out of reach. */
export function AppTools({ query, search, onAdd }: AppToolsProps) {
  const t = useTranslations('tasks')
  const replica = useTranslations('replica')
  const isHindered = useIsHindered()
  return (
    <Fill name="tools">
      {isHindered ? (
        // The notice on the page says more, to everybody.
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
