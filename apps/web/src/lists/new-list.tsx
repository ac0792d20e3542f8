'use client'

import { Check, Plus } from 'lucide-react'
import { type FocusEvent, type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import rowStyles from '../rows/rows.module.css'
import { excessOf, longestTitle } from '../rows/title-length'
import styles from './lists.module.css'
import { useCreateList } from './use-create-list'

interface NewListProps {
  /** Where there is little room, only the plus of the button is seen. */
  readonly compact: boolean
  /** The person goes on elsewhere. */
  readonly onAdd: () => void
}

/** A button; pressed, it becomes a field. Enter adds the list, Escape gives it up, and so does leaving it empty. */
export function NewList({ compact, onAdd }: NewListProps) {
  const create = useCreateList()
  const [title, setTitle] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const faultId = useId()

  if (title === null) {
    return (
      <button ref={button} type="button" className={styles.new} data-compact={compact} onClick={() => setTitle('')}>
        <Plus size={16} aria-hidden="true" />
        <span>New list</span>
      </button>
    )
  }

  const excess = excessOf(title)

  function close() {
    setTitle(null)
    requestAnimationFrame(() => button.current?.focus())
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (title === null || excess > 0) return
    if (title.trim() === '') return close()
    create(title.trim())
    setTitle(null)
    onAdd()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLFormElement>) {
    if (title?.trim() === '' && !currentTarget.contains(relatedTarget)) setTitle(null)
  }

  return (
    <form className={styles.form} onSubmit={submit} onBlur={onBlur}>
      <div className={styles.field}>
        <input
          aria-label="New list"
          placeholder="Name of the list"
          autoComplete="off"
          enterKeyHint="done"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this very field
          autoFocus
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && close()}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <button type="submit" aria-label="Add list" disabled={title.trim() === '' || excess > 0}>
          <Check size={16} aria-hidden="true" />
        </button>
      </div>
      {excess > 0 ? (
        <p id={faultId} className={rowStyles.fault} role="alert">
          A title has at most {longestTitle} characters; this has {excess} more.
        </p>
      ) : null}
    </form>
  )
}
