// domain: tasks
'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import formStyles from '../forms/forms.module.css'
import { useLists } from '../lists/use-lists'

interface ListChoiceProps {
  /** Null for all lists. */
  readonly listId: string | null
  readonly onChoose: (listId: string | null) => void
}

/** Limits what a program requests to one list. */
export function ListChoice({ listId, onChoose }: ListChoiceProps) {
  const t = useTranslations('lists.access')
  const id = useId()
  const { lists = [], query } = useLists()
  if (lists.length === 0) {
    return query.isError ? <p>{t('notLoaded')}</p> : null
  }
  return (
    <div className={formStyles.field}>
      <label htmlFor={id}>{t('label')}</label>
      <div className={formStyles.control}>
        <select id={id} value={listId ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
          <option value="">{t('all')}</option>
          {lists.map(({ id, title }) => (
            <option key={id} value={id}>
              {t('only', { title })}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
