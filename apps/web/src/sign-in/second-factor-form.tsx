'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'

/** Asks for a code from the authenticator app, or for a backup code. */
export function SecondFactorForm({ next }: { next: string }) {
  const t = useTranslations('signIn')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()
  const [isBackup, setBackup] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    if (code === '') return setFailure({ field: 'form', message: forms('faults.code') })
    const { verifyBackupCode, verifyTotp } = authClient.twoFactor
    const worked = await send((fetchOptions) =>
      isBackup ? verifyBackupCode({ code, fetchOptions }) : verifyTotp({ code, fetchOptions }),
    )
    // This loads a new page, like every sign-in.
    if (worked) location.assign(next)
  }

  function change() {
    setFailure(null)
    setBackup(!isBackup)
  }

  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <Field
        key={String(isBackup)}
        label={isBackup ? t('secondFactor.backupCode') : t('secondFactor.code')}
        name="code"
        autoComplete={isBackup ? 'off' : 'one-time-code'}
        inputMode={isBackup ? 'text' : 'numeric'}
        maxLength={20}
        autoFocus
        error={failure?.message}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('signIn')}
      </Button>
      <Button onClick={change}>{isBackup ? t('secondFactor.useApp') : t('secondFactor.useBackupCode')}</Button>
    </form>
  )
}
