// domain: tasks
'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { v7 as uuidv7 } from 'uuid'
import { Button } from '../forms/button'
import { completeFilter, parseFilter } from '../views/filter-query'
import { positionAfter } from '../views/places'
import styles from '../views/sidebar.module.css'
import type { SavedFilter, TaskData } from '../views/task-data'
import { longestQuery, namesOf, oneLine, pathOf } from '../views/task-view'
import { goTo } from '../views/use-view'
import { useFilterActions } from './use-filter-actions'

interface FilterBarProps {
  readonly query: string
  /** The saved filter with this query; null if the query is not saved. */
  readonly saved: SavedFilter | null
  readonly data: TaskData
}

/** Edits a filter, with suggestions, and saves it. A filter that is already saved is changed. */
export function FilterBar({ query, saved, data }: FilterBarProps) {
  const t = useTranslations('views.filters')
  const id = useId()
  // A change from elsewhere is shown at once, unless the person is typing.
  const [typed, setTyped] = useState<string | null>(null)
  const { create, change } = useFilterActions()
  const names = namesOf(data)
  const text = typed ?? query

  async function submit(event: FormEvent) {
    event.preventDefault()
    const wanted = oneLine(text)
    if (saved === null) return goTo(pathOf({ name: 'filter', query: wanted }))
    if (wanted === '') return
    if (wanted === query || (await change(saved.id, { query: wanted }))) setTyped(null)
  }

  async function save() {
    const same = data.filters.find((filter) => filter.query === query)
    const filter = { id: same?.id ?? uuidv7(), title: query, query, position: positionAfter(data.filters) }
    if (same !== undefined || (await create(filter))) goTo(pathOf({ name: 'saved', id: filter.id }))
  }

  return (
    <form className={styles.filter} onSubmit={submit}>
      <input
        aria-label={t('query')}
        placeholder={t('hint')}
        list={`${id}-completions`}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestQuery}
        value={text}
        onChange={({ target }) => setTyped(target.value)}
      />
      <datalist id={`${id}-completions`}>
        {completeFilter(text, names).map((completion) => (
          <option key={completion} value={completion} />
        ))}
      </datalist>
      <Button type="submit">{t(saved === null ? 'show' : 'change')}</Button>
      {saved === null && parseFilter(query, names).ok ? <Button onClick={save}>{t('save')}</Button> : null}
    </form>
  )
}
