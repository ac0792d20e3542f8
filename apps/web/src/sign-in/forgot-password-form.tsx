'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { z } from 'zod'
import { Button } from '../forms/button'
import { EmailField } from '../forms/email-field'
import styles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'

/** Requests a link to choose a new password. The response is the same whether or not the account exists. */
export function ForgotPasswordForm() {
  const t = useTranslations('signIn')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()
  const [sent, setSent] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email') ?? '').trim()
    if (!z.email().safeParse(email).success) {
      return setFailure({ field: 'email', message: forms('faults.email') })
    }
    setSent(await send((fetchOptions) => authClient.requestPasswordReset({ email, fetchOptions })))
  }

  if (sent) {
    return <p role="status">{t('linkSent')}</p>
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <EmailField error={failure?.message} />
      <Button type="submit" look="primary" busy={busy}>
        {t('sendLink')}
      </Button>
    </form>
  )
}
