'use client'

import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { z } from 'zod'
import { Button } from '../forms/button'
import { EmailField } from '../forms/email-field'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import type { Texts } from '../texts/locale'
import type { AuthFailure } from './auth-failure'
import { SecondFactorForm } from './second-factor-form'
import { sendCredentials } from './send-credentials'
import { SendLinkAgain } from './send-link-again'

type Faults = Partial<Record<AuthFailure['field'], string>>

interface AuthFormProps {
  readonly mode: 'sign-in' | 'sign-up'
  /** The path on this site to go to after that. */
  readonly next: string
}

/** Signs a user in, or signs them up and in. */
export function AuthForm({ mode, next }: AuthFormProps) {
  const t = useTranslations('signIn')
  const forms = useTranslations('forms')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  /** How long it waits for a busy server, in seconds. */
  const [wait, setWait] = useState<number | null>(null)
  const waiting = useRef<AbortController>(null)
  const [mailedTo, setMailedTo] = useState<string>()
  const [wantsCode, setWantsCode] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isNew = mode === 'sign-up'

  function show(found: Faults) {
    setFaults(found)
    setBusy(false)
    const [field] = Object.keys(found)
    if (field) form.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const entry = (name: string) => String(data.get(name) ?? '')
    const values = { name: entry('name').trim(), email: entry('email').trim(), password: entry('password') }
    const found = check(forms, values, isNew)
    if (Object.keys(found).length > 0) return show(found)
    setFaults({})
    setBusy(true)
    waiting.current = new AbortController()
    const { signal } = waiting.current
    const credentials = isNew ? values : { ...values, name: null }
    const answer = await sendCredentials(forms, credentials, { onBusy: setWait, signal })
    if (answer === 'confirm') return setMailedTo(values.email)
    if (answer === 'code') return setWantsCode(true)
    if (answer !== 'signed-in') return show({ [answer.field]: answer.message })
    // This loads a new page, so that nothing of a previous user remains in memory.
    location.assign(next)
  }

  if (wantsCode) return <SecondFactorForm next={next} />
  if (mailedTo !== undefined) {
    return (
      <div className={styles.form}>
        <p role="status">{t('mailed', { email: mailedTo })}</p>
        <SendLinkAgain email={mailedTo} />
      </div>
    )
  }
  return (
    <form
      ref={form}
      className={styles.form}
      method="post"
      onSubmit={submit}
      // What was changed is not what was sent.
      onInput={() => waiting.current?.abort()}
      noValidate
    >
      {faults.form === undefined ? null : (
        <p className={styles.alert} role="alert">
          {faults.form}
        </p>
      )}
      {isNew ? (
        <Field label={forms('name')} name="name" autoComplete="name" maxLength={100} error={faults.name} />
      ) : null}
      <EmailField error={faults.email} />
      <PasswordField
        label={forms('password')}
        name="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        error={faults.password}
        {...(isNew ? { hint: forms('goodPasswordHint') } : {})}
      />
      <Button type="submit" look="primary" busy={busy}>
        {isNew ? t('createAccount') : t('signIn')}
      </Button>
      <p className={styles.hint} role="status">
        {wait === null ? null : forms('busy', { seconds: wait })}
      </p>
    </form>
  )
}

interface Values {
  readonly name: string
  readonly email: string
  readonly password: string
}

function check(t: Texts<'forms'>, { name, email, password }: Values, isNew: boolean): Faults {
  return {
    ...(isNew && name === '' ? { name: t('faults.name') } : {}),
    ...(z.email().safeParse(email).success ? {} : { email: t('faults.email') }),
    ...(password === '' ? { password: t('faults.password') } : {}),
    ...(isNew && password.length < 12 ? { password: t('faults.shortPassword') } : {}),
  }
}
