'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'
import { passkeyReviewPath, signInPath } from './sign-in-path'

/** Replaces a forgotten password, with the token of the mailed link. */
export function ResetPasswordForm({ token }: { token: string }) {
  const { busy, failure, setFailure, send } = useFormSending()
  const [done, setDone] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const newPassword = String(new FormData(event.currentTarget).get('password') ?? '')
    if (newPassword.length < 12) return setFailure({ field: 'password', message: 'Use at least 12 characters.' })
    setDone(await send((fetchOptions) => authClient.resetPassword({ newPassword, token, fetchOptions })))
  }

  if (done) {
    return (
      <div className={styles.form} role="status">
        <p>Your password was changed, and you are signed out everywhere.</p>
        <p>
          Your passkeys still work. <Link href={signInPath(passkeyReviewPath)}>Sign in and check your passkeys</Link>:
          remove any that you do not recognize.
        </p>
      </div>
    )
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        hint="At least 12 characters. A few random words make a good password."
        error={failure?.message}
      />
      <Button type="submit" look="primary" busy={busy}>
        Save new password
      </Button>
    </form>
  )
}
