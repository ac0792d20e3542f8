// domain: tasks
'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useRows } from '../replica/replica'
import { TitleEditor } from '../rows/title-editor'
import { PlaceButtons } from '../views/place-buttons'
import styles from '../views/sidebar.module.css'
import type { SavedFilter } from '../views/task-data'
import { pathOf } from '../views/task-view'
import { goTo } from '../views/use-view'
import { useFilterActions } from './use-filter-actions'

/** The title of a saved filter, edited in place, and the button that deletes the filter. */
export function FilterHeading({ filter }: { filter: SavedFilter }) {
  const t = useTranslations('views.filters')
  const { change, remove } = useFilterActions()
  const filters = useRows('filter')
  const { id, title } = filter
  return (
    <>
      <h1 className={styles.title}>
        <TitleEditor name={`title ${id}`} title={title} onSave={(changed) => change(id, { title: changed })} />
      </h1>
      <PlaceButtons row={filter} all={filters} change={change} />
      <button
        type="button"
        className={styles.icon}
        aria-label={t('delete', { title })}
        onClick={() => {
          goTo('/')
          void remove(filter, () => goTo(pathOf({ name: 'saved', id })))
        }}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </>
  )
}
