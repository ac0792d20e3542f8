// domain: tasks
'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useRows } from '../replica/replica'
import { TitleEditor } from '../rows/title-editor'
import { PlaceButtons } from '../views/place-buttons'
import styles from '../views/sidebar.module.css'
import type { Label } from '../views/task-data'
import { goTo } from '../views/use-view'
import { useLabelActions } from './label-links'

/** The title of the current label, edited in place, and the button that deletes the label. */
export function LabelHeading({ label }: { label: Label }) {
  const t = useTranslations('labels')
  const { change, remove } = useLabelActions()
  const labels = useRows('label')
  return (
    <>
      <h1 className={styles.title}>
        <TitleEditor name={`title ${label.id}`} title={label.title} onSave={(title) => change(label.id, { title })} />
      </h1>
      <PlaceButtons row={label} all={labels} change={change} />
      <button
        type="button"
        className={styles.icon}
        aria-label={t('delete', { title: label.title })}
        onClick={() => {
          goTo('/')
          void remove(label, () => goTo(`/labels/${label.id}`))
        }}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </>
  )
}
