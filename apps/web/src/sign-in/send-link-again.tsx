'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { z } from 'zod'
import { Button } from '../forms/button'
import { EmailField } from '../forms/email-field'
import styles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'

/**
 * Sends another link that confirms an address. The response is the same whether or not the address still has to be
 * confirmed.
 * @param email the address; if absent, the form asks for it
 */
export function SendLinkAgain({ email }: { email?: string }) {
  const t = useTranslations('signIn')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()
  const [sent, setSent] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const address = email ?? String(new FormData(event.currentTarget).get('email') ?? '').trim()
    if (!z.email().safeParse(address).success) {
      return setFailure({ field: 'email', message: forms('faults.email') })
    }
    setSent(await send((fetchOptions) => authClient.sendVerificationEmail({ email: address, fetchOptions })))
  }

  if (sent) {
    return <p role="status">{t('anotherLinkSent')}</p>
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      {email === undefined ? (
        <EmailField error={failure?.message} />
      ) : failure === null ? null : (
        <p className={styles.alert} role="alert">
          {failure.message}
        </p>
      )}
      <Button type="submit" busy={busy}>
        {t('sendAnotherLink')}
      </Button>
    </form>
  )
}
