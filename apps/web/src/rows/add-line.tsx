'use client'

import { Plus } from 'lucide-react'
import { type FormEvent, type RefObject, useEffect, useId, useState } from 'react'
import { Button } from '../forms/button'
import styles from './rows.module.css'
import { excessOf, longestTitle } from './title-length'

interface AddLineProps {
  readonly label: string
  readonly placeholder: string
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onAdd: (title: string) => void
}

/** The line at the top: type, Enter, and the next. */
export function AddLine({ label, placeholder, inputRef, onAdd }: AddLineProps) {
  const faultId = useId()
  const [title, setTitle] = useState('')
  // Until then Enter does nothing, where it would send the form to nobody and lose the words.
  const [ready, setReady] = useState(false)
  const excess = excessOf(title)

  useEffect(() => {
    // What was typed while the page was still loading.
    setTitle(inputRef.current?.value ?? '')
    setReady(true)
  }, [inputRef])

  function submit(event: FormEvent) {
    event.preventDefault()
    inputRef.current?.focus()
    if (title.trim() === '' || excess > 0) return
    onAdd(title.trim())
    setTitle('')
  }

  return (
    <form className={styles.add} onSubmit={submit}>
      <div className={styles.addLine}>
        <input
          ref={inputRef}
          className={styles.addInput}
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          enterKeyHint="done"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? faultId : undefined}
        />
        <Button type="submit" look="primary" disabled={!ready || excess > 0}>
          <Plus size={18} aria-hidden="true" />
          Add
        </Button>
      </div>
      {excess > 0 ? (
        <p id={faultId} className={styles.fault} role="alert">
          A title has at most {longestTitle} characters; this has {excess} more. The rest fits into the notes.
        </p>
      ) : null}
    </form>
  )
}
