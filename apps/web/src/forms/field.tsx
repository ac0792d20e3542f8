'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './forms.module.css'

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  /** What is wrong with the value, and what to do. */
  readonly error?: string | undefined
  readonly hint?: string
  /** Placed inside the field, at its end. */
  readonly end?: ReactNode
}

/** A labelled input with its error message below it. */
export function Field({ label, error, hint, end, ...input }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        <input
          {...input}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : noteId}
        />
        {end}
      </div>
      {note === undefined ? null : (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  )
}
