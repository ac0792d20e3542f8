'use client'

import { type ComponentProps, useId } from 'react'
import styles from './forms.module.css'

interface SelectFieldProps extends ComponentProps<'select'> {
  readonly label: string
  readonly hint?: string
  /** The choices in order: each value with its text. */
  readonly options: readonly (readonly [value: string, label: string])[]
}

/** A labelled field with one choice among several values. */
export function SelectField({ label, hint, options, ...select }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        <select {...select} id={id} aria-describedby={hint === undefined ? undefined : `${id}-note`}>
          {options.map(([value, words]) => (
            <option key={value} value={value} dir="auto">
              {words}
            </option>
          ))}
        </select>
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-note`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
