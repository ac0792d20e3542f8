'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import { shortPassword } from '../sign-in/auth-failure'

/** Changes the password, which also signs the user out everywhere else. */
export function PasswordForm() {
  const t = useTranslations('account.password')
  const forms = useTranslations('forms')
  const router = useRouter()
  const notify = useNotify()
  const { busy, failure, setFailure, send } = useFormSending()
  // Better Auth’s INVALID_PASSWORD is about the current password. Its errors “too short” and “too long” are about the
  // new one.
  const isOfNew = failure?.code === 'PASSWORD_TOO_SHORT' || failure?.code === 'PASSWORD_TOO_LONG'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const entry = (name: string) => String(new FormData(form).get(name) ?? '')
    const [currentPassword, newPassword] = [entry('current'), entry('new')]
    if (currentPassword === '') return setFailure({ field: 'password', message: t('enterCurrent') })
    if (newPassword.length < 12) return setFailure(shortPassword(forms))
    if (!(await send((fetchOptions) => authClient.changePassword({ currentPassword, newPassword, fetchOptions }))))
      return
    form.reset()
    notify({ title: t('changed'), description: t('signedOut') })
    router.refresh()
  }

  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField
        label={t('current')}
        name="current"
        autoComplete="current-password"
        error={isOfNew ? undefined : failure?.message}
      />
      <PasswordField
        label={forms('newPassword')}
        name="new"
        autoComplete="new-password"
        hint={forms('passwordHint')}
        error={isOfNew ? failure?.message : undefined}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t('change')}
        </Button>
      </div>
    </form>
  )
}
