'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'
import { shortPassword } from './auth-failure'
import { passkeyReviewPath, signInPath } from './sign-in-path'

/** Replaces a forgotten password, with the token of the mailed link. */
export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations('signIn.reset')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()
  const [done, setDone] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const newPassword = String(new FormData(event.currentTarget).get('password') ?? '')
    if (newPassword.length < 12) return setFailure(shortPassword(forms))
    setDone(await send((fetchOptions) => authClient.resetPassword({ newPassword, token, fetchOptions })))
  }

  if (done) {
    return (
      <div className={styles.form} role="status">
        <p>{t('done')}</p>
        <p>{t.rich('passkeys', { link: (words) => <Link href={signInPath(passkeyReviewPath)}>{words}</Link> })}</p>
      </div>
    )
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField
        label={forms('newPassword')}
        name="password"
        autoComplete="new-password"
        hint={forms('goodPasswordHint')}
        error={failure?.message}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('send')}
      </Button>
    </form>
  )
}
