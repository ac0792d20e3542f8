'use client'

import { useTranslations } from 'use-intl/react'
import { Field } from './field'

interface EmailFieldProps {
  /** What is wrong with the address, as a message for the person; undefined if nothing is known to be wrong. */
  readonly error: string | undefined
}

/** The field `email` of a form, which the browser can fill in. */
export function EmailField({ error }: EmailFieldProps) {
  const t = useTranslations('forms')
  return <Field label={t('email')} name="email" type="email" autoComplete="email" maxLength={254} error={error} />
}
