'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { authClient } from './auth-client'
import { shortPassword } from './auth-failure'
import { SecondFactorForm } from './second-factor-form'

interface ConfirmEmailFormProps {
  readonly token: string
  readonly email: string
  /** Whether the account has a password. An account that was created with a provider has none. */
  readonly hasPassword: boolean
  /** Whether its owner is signed in here. */
  readonly isSignedIn: boolean
}

/**
 * Confirms an address with the account's password, or with a new one, and then signs in as usual: with the password,
 * and the second factor if there is one.
 */
export function ConfirmEmailForm({ token, email, hasPassword, isSignedIn }: ConfirmEmailFormProps) {
  const t = useTranslations('signIn.confirm')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()
  const [choosesNew, setChoosesNew] = useState(!hasPassword)
  const [step, setStep] = useState<'confirm' | 'code' | 'sign-in'>('confirm')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const password = String(data.get('password') ?? '')
    const name = String(data.get('name') ?? '').trim()
    if (choosesNew && name === '') return setFailure({ field: 'name', message: forms('faults.name') })
    if (password === '') return setFailure({ field: 'password', message: forms('faults.password') })
    if (choosesNew && password.length < 12) return setFailure(shortPassword(forms))
    const body = choosesNew ? { token, newPassword: password, name } : { token, password }
    const isConfirmed = await send((fetchOptions) =>
      authClient.$fetch('/confirm-email', { method: 'POST', body, ...fetchOptions }),
    )
    if (!isConfirmed) return
    // A new password has ended every session, including this one.
    if (isSignedIn && !choosesNew) return location.assign('/')
    const { data: answer } = await authClient.signIn.email({ email, password }).catch(() => ({ data: null }))
    if (answer === null) return setStep('sign-in')
    if ('twoFactorRedirect' in answer) return setStep('code')
    location.assign('/')
  }

  function change() {
    setFailure(null)
    setChoosesNew(!choosesNew)
  }

  if (step === 'code') return <SecondFactorForm next="/" />
  if (step === 'sign-in') {
    return <p role="status">{t.rich('done', { link: (words) => <Link href="/sign-in">{words}</Link> })}</p>
  }
  const faultOf = (field: string) => (failure?.field === field ? failure.message : undefined)
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <p>{choosesNew ? t('chooseNew', { email }) : t('enterPassword', { email })}</p>
      {failure?.field === 'form' ? (
        <p className={styles.alert} role="alert">
          {failure.message}
        </p>
      ) : null}
      {choosesNew ? (
        <Field label={forms('name')} name="name" autoComplete="name" maxLength={100} error={faultOf('name')} />
      ) : null}
      <PasswordField
        key={String(choosesNew)}
        label={choosesNew ? forms('newPassword') : forms('password')}
        name="password"
        autoComplete={choosesNew ? 'new-password' : 'current-password'}
        error={faultOf('password')}
        {...(choosesNew ? { hint: forms('goodPasswordHint') } : {})}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('send')}
      </Button>
      {hasPassword ? <Button onClick={change}>{choosesNew ? t('known') : t('unknown')}</Button> : null}
    </form>
  )
}
