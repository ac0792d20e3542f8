'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { renderSVG } from 'uqr'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { Field } from '../forms/field'
import styles from '../forms/forms.module.css'
import { PasswordField } from '../forms/password-field'
import { useFormSending } from '../forms/use-form-sending'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import accountStyles from './account.module.css'

/** What an authenticator app needs to know, and the backup codes. */
interface Enrolment {
  readonly uri: string
  readonly backupCodes: readonly string[]
}

/** Turns the second factor (an authenticator app) on and off. Both require the password. */
export function SecondFactor({ enabled }: { enabled: boolean }) {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  if (enrolment !== undefined) return <Enrol enrolment={enrolment} onDone={() => setEnrolment(undefined)} />
  return enabled ? <TurnOff /> : <TurnOn onEnrolment={setEnrolment} />
}

function TurnOn({ onEnrolment }: { onEnrolment: (enrolment: Enrolment) => void }) {
  const t = useTranslations('account.secondFactor')

  async function enable(password: string, send: Send) {
    await send(async (fetchOptions) => {
      const answer = await authClient.twoFactor.enable({ password, fetchOptions })
      if (answer.data && 'totpURI' in answer.data) {
        onEnrolment({ uri: answer.data.totpURI, backupCodes: answer.data.backupCodes })
      }
      return answer
    })
  }
  return (
    <>
      <p>{t('why')}</p>
      <PasswordStep label={t('setUp')} onPassword={enable} />
    </>
  )
}

function TurnOff() {
  const t = useTranslations('account.secondFactor')
  const router = useRouter()
  const notify = useNotify()

  async function disable(password: string, send: Send) {
    if (!(await send((fetchOptions) => authClient.twoFactor.disable({ password, fetchOptions })))) return
    notify({ title: t('turnedOff') })
    router.refresh()
  }
  return (
    <>
      <p>{t('isOn')}</p>
      <PasswordStep label={t('turnOff')} onPassword={disable} />
    </>
  )
}

type Send = ReturnType<typeof useFormSending>['send']

interface PasswordStepProps {
  /** The button's text. */
  readonly label: string
  onPassword(password: string, send: Send): Promise<void>
}

function PasswordStep({ label, onPassword }: PasswordStepProps) {
  const t = useTranslations('account.secondFactor')
  const forms = useTranslations('forms')
  const { busy, failure, setFailure, send } = useFormSending()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password') ?? '')
    if (password === '') return setFailure({ field: 'password', message: forms('faults.password') })
    await onPassword(password, send)
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField label={t('password')} name="password" autoComplete="current-password" error={failure?.message} />
      <div>
        <Button type="submit" busy={busy}>
          {label}
        </Button>
      </div>
    </form>
  )
}

function Enrol({ enrolment: { uri, backupCodes }, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const t = useTranslations('account.secondFactor')
  const router = useRouter()
  const notify = useNotify()
  const { busy, failure, setFailure, send } = useFormSending()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    if (code === '') return setFailure({ field: 'form', message: t('enterCode') })
    if (!(await send((fetchOptions) => authClient.twoFactor.verifyTotp({ code, fetchOptions })))) return
    notify({ title: t('turnedOn') })
    onDone()
    router.refresh()
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <p>{t('scan')}</p>
      <img
        className={accountStyles.code}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri))}`}
        alt={t('qrCode')}
        width={200}
        height={200}
      />
      <p>
        {t.rich('key', {
          key: new URL(uri).searchParams.get('secret') ?? '',
          note: (words) => <span className={accountStyles.note}>{words}</span>,
        })}
      </p>
      <p>{t('storeCodes')}</p>
      <ul className={accountStyles.codes} aria-label={t('backupCodes')}>
        {backupCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Field
        label={t('code')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={10}
        error={failure?.message}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {t('turnOn')}
        </Button>
      </div>
    </form>
  )
}
