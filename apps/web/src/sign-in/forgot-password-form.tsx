'use client'

import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'

/** Requests a link to choose a new password. The response is the same whether or not the account exists. */
export function ForgotPasswordForm() {
  const { busy, failure, setFailure, send } = useFormSending()
  const [sent, setSent] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email') ?? '').trim()
    if (!z.email().safeParse(email).success) {
      return setFailure({ field: 'email', message: 'Enter an e-mail address, such as name@example.com.' })
    }
    setSent(await send((fetchOptions) => authClient.requestPasswordReset({ email, fetchOptions })))
  }

  if (sent) {
    return (
      <p role="status">
        If there is an account with that e-mail, a link is on its way. It works for an hour. At most three are sent
        within an hour, and the older ones still work.
      </p>
    )
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <Field label="E-mail" name="email" type="email" autoComplete="email" maxLength={254} error={failure?.message} />
      <Button type="submit" look="primary" busy={busy}>
        Send me a link
      </Button>
    </form>
  )
}
