'use client'

import { Search, X } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { pressedKey } from '../rows/pressed-key'
import rowStyles from '../rows/rows.module.css'
import { statuses, type TaskView } from '../view/task-view'
import styles from './tasks.module.css'

interface TaskFiltersProps {
  readonly view: TaskView
  readonly onChange: (view: TaskView) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
}

/** The choice of tasks to show, and the search. */
export function TaskFilters({ view, onChange, searchRef }: TaskFiltersProps) {
  const t = useTranslations('tasks')
  return (
    <div className={styles.filters}>
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">{t('show')}</legend>
        {statuses.map((status) => (
          <label key={status} className={styles.segment}>
            <input
              type="radio"
              name="status"
              className="visually-hidden"
              checked={view.status === status}
              onChange={() => onChange({ ...view, status })}
            />
            {t(`statuses.${status}`)}
          </label>
        ))}
      </fieldset>
      <SearchBox search={view.search} onChange={(search) => onChange({ ...view, search })} inputRef={searchRef} />
    </div>
  )
}

interface SearchBoxProps {
  readonly search: string
  readonly onChange: (search: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

const typingPauseMs = 250

function SearchBox({ search, onChange, inputRef }: SearchBoxProps) {
  const t = useTranslations('tasks')
  const [text, setText] = useState(search)
  // The search that was requested here, until the address contains it: by then the user may have typed more.
  const asked = useRef<string[]>([])
  const ask = useCallback(
    (words: string) => {
      asked.current.push(words)
      onChange(words)
    },
    [onChange],
  )
  // The text that was typed while the page was still loading.
  useEffect(() => {
    if (inputRef.current) setText(inputRef.current.value)
  }, [inputRef])
  // The address contains a different search than was requested here, such as after the Back button.
  const before = useRef(search)
  useEffect(() => {
    if (search === before.current) return
    before.current = search
    const arrived = asked.current.indexOf(search)
    asked.current = asked.current.slice(arrived + 1)
    if (arrived === -1) setText(search)
  }, [search])
  // This is the newest handler when the pause ends. A new handler does not start the pause again.
  useEffect(() => {
    if (text.trim() === search) return
    const pause = setTimeout(() => ask(text.trim()), typingPauseMs)
    return () => clearTimeout(pause)
  }, [text, search, ask])

  const clear = () => {
    setText('')
    ask('')
  }

  return (
    <div className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <input
        ref={inputRef}
        type="search"
        aria-label={t('search')}
        placeholder={t('searchHint')}
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (pressedKey(event) !== 'Escape') return
          if (text === '') event.currentTarget.blur()
          clear()
        }}
      />
      {text === '' ? null : (
        <button type="button" className={`${rowStyles.icon} ${styles.clear}`} onClick={clear}>
          <X size={16} aria-hidden="true" />
          <span className="visually-hidden">{t('clearSearch')}</span>
        </button>
      )}
    </div>
  )
}
