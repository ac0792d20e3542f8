'use client'

import type { List } from '@ownlist/client'
import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import rowStyles from '../rows/rows.module.css'
import { TitleEditor } from '../rows/title-editor'
import styles from './lists.module.css'
import { useListActions } from './use-list-actions'

/** The title of the current list, edited in place, and the button that deletes the list. */
export function ListHeading({ list }: { list: List }) {
  const t = useTranslations('lists')
  const { change, remove } = useListActions(list)
  return (
    <>
      <h1 className={styles.heading}>
        <TitleEditor name={`title ${list.id}`} title={list.title} onSave={(title) => change({ title })} />
      </h1>
      <button type="button" className={rowStyles.icon} aria-label={t('delete', { title: list.title })} onClick={remove}>
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </>
  )
}
