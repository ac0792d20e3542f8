'use client'

import { Dialog } from '@base-ui/react/dialog'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl/react'
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
  const t = useTranslations('account.deletion')
  const forms = useTranslations('forms')
  const { leave } = useSession()
  const { busy, failure, setFailure, send } = useFormSending()

  async function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const entry = (name: string) => String(data.get(name) ?? '')
    const [password, code] = [entry('password'), entry('code').trim()]
    if (asksPassword && password === '') return setFailure({ field: 'password', message: forms('faults.password') })
    if (asksCode && code === '') return setFailure({ field: 'form', message: forms('faults.code') })
    const proof = { ...(asksPassword ? { password } : {}), ...(asksCode ? { code } : {}) }
    if (await send((fetchOptions) => authClient.deleteUser(proof, fetchOptions))) leave()
  }

  return (
    <Dialog.Root onOpenChange={() => setFailure(null)}>
      <div>
        <Dialog.Trigger render={<Button look="danger" />}>{t('start')}</Dialog.Trigger>
      </div>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Popup className={dialogStyles.popup}>
          <Dialog.Title>{t('question')}</Dialog.Title>
          <Dialog.Description className={formStyles.hint}>{t('warning')}</Dialog.Description>
          <form className={formStyles.form} method="post" onSubmit={remove} noValidate>
            {failure?.field === 'form' ? (
              <p className={formStyles.alert} role="alert">
                {failure.message}
              </p>
            ) : null}
            {asksPassword ? (
              <PasswordField
                label={forms('password')}
                name="password"
                autoComplete="current-password"
                error={failure?.field === 'password' ? failure.message : undefined}
              />
            ) : (
              <p>{t('recentSignIn')}</p>
            )}
            {asksCode ? (
              <Field label={t('code')} name="code" hint={t('codeHint')} autoComplete="one-time-code" maxLength={20} />
            ) : null}
            <div className={dialogStyles.actions}>
              <Dialog.Close render={<Button />}>{t('cancel')}</Dialog.Close>
              <Button type="submit" look="danger" busy={busy}>
                {t('confirm')}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
