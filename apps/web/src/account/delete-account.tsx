'use client'

import { Dialog } from '@base-ui/react/dialog'
import type { FormEvent } from 'react'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import formStyles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { useSession } from '../session-provider'
import dialogStyles from '../shell/dialog.module.css'
import { authClient } from '../sign-in/auth-client'

interface DeleteAccountProps {
  /** False for a user who signs in only by a provider or a passkey. They must have signed in recently. */
  readonly asksPassword: boolean
  readonly asksCode: boolean
}

/** Deletes the account and everything in it, after a confirmation that asks for the password and the second factor. */
export function DeleteAccount({ asksPassword, asksCode }: DeleteAccountProps) {
  const { leave } = useSession()
  const { busy, failure, setFailure, send } = useFormSending()

  async function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const entry = (name: string) => String(data.get(name) ?? '')
    const [password, code] = [entry('password'), entry('code').trim()]
    if (asksPassword && password === '') return setFailure({ field: 'password', message: 'Enter your password.' })
    if (asksCode && code === '') return setFailure({ field: 'form', message: 'Enter the code.' })
    const proof = { ...(asksPassword ? { password } : {}), ...(asksCode ? { code } : {}) }
    if (await send((fetchOptions) => authClient.deleteUser(proof, fetchOptions))) leave()
  }

  return (
    <Dialog.Root onOpenChange={() => setFailure(null)}>
      <div>
        <Dialog.Trigger render={<Button look="danger" />}>Delete account</Dialog.Trigger>
      </div>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>Delete your account?</Dialog.Title>
          <Dialog.Description className={formStyles.hint}>
            Your account and everything in it are erased immediately. This cannot be undone, not even by us.
          </Dialog.Description>
          <form className={formStyles.form} method="post" onSubmit={remove} noValidate>
            {failure?.field === 'form' ? (
              <p className={formStyles.alert} role="alert">
                {failure.message}
              </p>
            ) : null}
            {asksPassword ? (
              <PasswordField
                label="Password"
                name="password"
                autoComplete="current-password"
                error={failure?.field === 'password' ? failure.message : undefined}
              />
            ) : (
              <p>You must have signed in within the last ten minutes.</p>
            )}
            {asksCode ? (
              <Field
                label="Code"
                name="code"
                hint="From your authenticator app, or one of your backup codes."
                autoComplete="one-time-code"
                maxLength={20}
              />
            ) : null}
            <div className={dialogStyles.actions}>
              <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
              <Button type="submit" look="danger" busy={busy}>
                Delete account
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
