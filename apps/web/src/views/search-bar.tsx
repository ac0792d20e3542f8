// domain: tasks
'use client'

import { Search, X } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { pressedKey } from '../rows/pressed-key'
import { focusWithKeys } from '../shell/early-keys'
import styles from './sidebar.module.css'
import { longestSearch, pathOf, viewAt } from './task-view'
import { pushView, replaceWith } from './use-view'

interface SearchBarProps {
  /** The search query; empty on other views. */
  readonly query: string
  readonly inputRef?: RefObject<HTMLInputElement | null>
  /** Whether the field takes the focus when it appears. */
  readonly takesFocus?: boolean
}

/**
 * Searches as the person types. The first letter opens the search view; the next ones stay in it, so Back returns to the
 * view where the search began. The text of the field belongs to the browser: the address follows a moment later, and never
 * replaces what is being typed.
 */
export function SearchBar({ query, inputRef, takesFocus = false }: SearchBarProps) {
  const t = useTranslations('views')
  const field = useRef<HTMLInputElement | null>(null)
  /** What was searched for here, until it is in the address. */
  const asked = useRef<string[]>([])

  useEffect(() => {
    const place = asked.current.lastIndexOf(query)
    if (place !== -1) asked.current.splice(0, place + 1)
    // Something else changed the address.
    else show(field.current, query)
  }, [query])
  useEffect(() => {
    // Back may come before a busy page has shown the search at all. Then `query` does not change.
    function onPopState() {
      asked.current = []
      const view = viewAt(location.pathname, new URLSearchParams(location.search))
      show(field.current, view?.name === 'search' ? view.query : '')
    }
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])
  useEffect(() => {
    if (takesFocus && field.current !== null) focusWithKeys(field.current)
  }, [takesFocus])

  function search(words: string) {
    const wanted = words.trim().slice(0, longestSearch)
    asked.current.push(wanted)
    const path = pathOf({ name: 'search', query: wanted })
    if (location.pathname === '/search') replaceWith(path)
    else pushView(path)
  }
  function clear() {
    if (field.current === null) return
    field.current.value = ''
    field.current.focus()
    search('')
  }

  return (
    <div className={styles.search}>
      <Search size={16} aria-hidden="true" />
      <input
        ref={(input) => {
          field.current = input
          if (inputRef !== undefined) inputRef.current = input
        }}
        type="search"
        data-search={takesFocus || undefined}
        dir="auto"
        aria-label={t('searchTasks')}
        placeholder={t('search')}
        maxLength={longestSearch}
        autoComplete="off"
        defaultValue={query}
        onChange={({ target }) => search(target.value)}
        onKeyDown={(event) => {
          if (pressedKey(event) !== 'Escape') return
          if (event.currentTarget.value === '') event.currentTarget.blur()
          else clear()
        }}
      />
      {query === '' ? null : (
        <button type="button" className={styles.clear} onClick={clear}>
          <X size={16} aria-hidden="true" />
          <span className="visually-hidden">{t('clearSearch')}</span>
        </button>
      )}
    </div>
  )
}

function show(field: HTMLInputElement | null, query: string): void {
  if (field !== null && field.value.trim() !== query) field.value = query
}
