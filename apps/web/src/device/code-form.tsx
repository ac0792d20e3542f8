'use client'

import { Button } from '../forms/button'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'

interface CodeFormProps {
  /** What was typed before. */
  readonly typed: string
  readonly error?: string | undefined
}

/**
 * Asks for the code that a program shows. Looking up a code decides nothing, so this is a plain form that works without
 * scripts.
 */
export function CodeForm({ typed, error }: CodeFormProps) {
  return (
    <form className={styles.form} action="/device">
      <Field
        label="Code"
        name="user_code"
        defaultValue={typed}
        hint="The code that the app shows, such as WDJB-MJHT."
        error={error}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={32}
        required
      />
      <Button type="submit" look="primary">
        Continue
      </Button>
    </form>
  )
}
