'use client'

import type { List } from '@ownlist/client'
import { Archive, ArchiveRestore, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useRows } from '../replica/replica'
import { TitleEditor } from '../rows/title-editor'
import { PlaceButtons } from '../views/place-buttons'
import styles from '../views/sidebar.module.css'
import { NewRow } from './new-row'
import { useListActions } from './use-list-actions'
import { useSectionActions } from './use-section-actions'

/** The title of the current list, edited in place, with the actions for the list. */
export function ListHeading({ list }: { list: List }) {
  const t = useTranslations('lists')
  const { change, archive, remove } = useListActions()
  const sections = useSectionActions()
  const isArchived = list.archivedAt !== null
  // Archived lists have an order of their own.
  const lists = useRows('list').filter(({ archivedAt }) => (archivedAt !== null) === isArchived)
  return (
    <>
      <h1 className={styles.title}>
        <TitleEditor name={`title ${list.id}`} title={list.title} onSave={(title) => change(list.id, { title })} />
      </h1>
      <PlaceButtons row={list} all={lists} change={change} />
      <NewRow
        name={`new-section ${list.id}`}
        words={{ new: t('sections.new'), name: t('sections.name'), add: t('sections.add') }}
        onAdd={(title) => void sections.create({ listId: list.id, title })}
      />
      <button
        type="button"
        className={styles.icon}
        aria-label={t(isArchived ? 'unarchive' : 'archive', { title: list.title })}
        onClick={() => archive(list)}
      >
        {isArchived ? <ArchiveRestore size={18} aria-hidden="true" /> : <Archive size={18} aria-hidden="true" />}
      </button>
      <button
        type="button"
        className={styles.icon}
        aria-label={t('delete', { title: list.title })}
        onClick={() => void remove(list)}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </>
  )
}
