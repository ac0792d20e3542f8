// domain: tasks
'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { completeFilter, parseFilter } from './filter-query'
import styles from './sidebar.module.css'
import type { TaskData } from './task-data'
import { namesOf, pathOf } from './task-view'
import { useSavedFilters } from './use-saved-filters'
import { goTo } from './use-view'

/** Writes a filter, with completion, and saves it for the sidebar of this device. */
export function FilterBar({ query, data }: { query: string; data: TaskData }) {
  const t = useTranslations('views.filters')
  const id = useId()
  const [text, setText] = useState(query)
  const { filters, save, remove } = useSavedFilters()
  const names = namesOf(data)
  const isSaved = filters.includes(query)

  function submit(event: FormEvent) {
    event.preventDefault()
    goTo(pathOf({ name: 'filter', query: text.trim() }))
  }

  return (
    <form className={styles.filter} onSubmit={submit}>
      <input
        aria-label={t('query')}
        placeholder={t('hint')}
        list={`${id}-completions`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <datalist id={`${id}-completions`}>
        {completeFilter(text, names).map((completion) => (
          <option key={completion} value={completion} />
        ))}
      </datalist>
      <Button type="submit">{t('show')}</Button>
      {parseFilter(query, names).ok ? (
        <Button onClick={() => (isSaved ? remove(query) : save(query))}>{t(isSaved ? 'remove' : 'save')}</Button>
      ) : null}
    </form>
  )
}
