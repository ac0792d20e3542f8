'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useState } from 'react'
import { authFailureOf, unreachable } from '../auth/auth-failure'
import { authClient } from '../auth/browser'
import { Button } from '../forms/button'
import formStyles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useSession } from '../session-provider'
import dialogStyles from '../shell/dialog.module.css'

/** Deletes the account and the tasks, after saying so and, where there is one, asking for the password. */
export function DeleteAccount({ asksPassword }: { asksPassword: boolean }) {
  const { leave } = useSession()
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function remove(event: FormEvent) {
    event.preventDefault()
    if (asksPassword && password === '') return setFault('Enter your password.')
    setFault(undefined)
    setBusy(true)
    const failure = await authClient.deleteUser(asksPassword ? { password } : {}).then(
      ({ error }) => (error === null ? null : authFailureOf(error)),
      () => unreachable,
    )
    if (failure === null) return leave()
    setBusy(false)
    setFault(failure.message)
  }

  function onOpenChange() {
    setPassword('')
    setFault(undefined)
  }

  return (
    <Dialog.Root onOpenChange={onOpenChange}>
      <div>
        <Dialog.Trigger render={<Button look="danger" />}>Delete my account</Dialog.Trigger>
      </div>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>Delete your account?</Dialog.Title>
          <Dialog.Description className={formStyles.hint}>
            Your account and everything in it are erased at once. Nobody can bring them back, we neither.
          </Dialog.Description>
          <form className={formStyles.form} method="post" onSubmit={remove} noValidate>
            {asksPassword ? (
              <PasswordField
                label="Password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                error={fault}
              />
            ) : (
              <p role="alert">{fault}</p>
            )}
            <div className={dialogStyles.actions}>
              <Dialog.Close render={<Button />}>Keep my account</Dialog.Close>
              <Button type="submit" look="danger" busy={busy}>
                Delete everything
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
