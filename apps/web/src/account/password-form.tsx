'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'

/** Changes the password, which also signs the user out everywhere else. */
export function PasswordForm() {
  const router = useRouter()
  const notify = useNotify()
  const { busy, failure, setFailure, send } = useFormSending()
  // Better Auth’s INVALID_PASSWORD is about the current password. Its errors “too short” and “too long” are about the
  // new one.
  const isOfNew = failure?.message.startsWith('Use at ') ?? false

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const entry = (name: string) => String(new FormData(form).get(name) ?? '')
    const [currentPassword, newPassword] = [entry('current'), entry('new')]
    if (currentPassword === '') return setFailure({ field: 'password', message: 'Enter your current password.' })
    if (newPassword.length < 12) return setFailure({ field: 'password', message: 'Use at least 12 characters.' })
    if (!(await send((fetchOptions) => authClient.changePassword({ currentPassword, newPassword, fetchOptions }))))
      return
    form.reset()
    notify({ title: 'Password changed', description: 'You are signed out everywhere else.' })
    router.refresh()
  }

  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField
        label="Current password"
        name="current"
        autoComplete="current-password"
        error={isOfNew ? undefined : failure?.message}
      />
      <PasswordField
        label="New password"
        name="new"
        autoComplete="new-password"
        hint="At least 12 characters."
        error={isOfNew ? failure?.message : undefined}
      />
      <div>
        <Button type="submit" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  )
}
