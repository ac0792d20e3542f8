'use client'

import { useTranslations } from 'use-intl/react'
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
  const t = useTranslations('device')
  return (
    <form className={styles.form} action="/device">
      <Field
        label={t('code')}
        name="user_code"
        defaultValue={typed}
        hint={t('codeHint')}
        error={error}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={32}
        required
      />
      <Button type="submit" look="primary">
        {t('continue')}
      </Button>
    </form>
  )
}
