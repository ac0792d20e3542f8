'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { renderSVG } from 'uqr'
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
      <p>When it is on, signing in also requires a code from your authenticator app.</p>
      <PasswordStep action="Set up a second factor" onPassword={enable} />
    </>
  )
}

function TurnOff() {
  const router = useRouter()
  const notify = useNotify()

  async function disable(password: string, send: Send) {
    if (!(await send((fetchOptions) => authClient.twoFactor.disable({ password, fetchOptions })))) return
    notify({ title: 'Second factor turned off' })
    router.refresh()
  }
  return (
    <>
      <p>The second factor is on. Signing in also requires a code from your authenticator app.</p>
      <PasswordStep action="Turn off" onPassword={disable} />
    </>
  )
}

type Send = ReturnType<typeof useFormSending>['send']

interface PasswordStepProps {
  readonly action: string
  onPassword(password: string, send: Send): Promise<void>
}

function PasswordStep({ action, onPassword }: PasswordStepProps) {
  const { busy, failure, setFailure, send } = useFormSending()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password') ?? '')
    if (password === '') return setFailure({ field: 'password', message: 'Enter your password.' })
    await onPassword(password, send)
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <PasswordField label="Your password" name="password" autoComplete="current-password" error={failure?.message} />
      <div>
        <Button type="submit" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}

function Enrol({ enrolment: { uri, backupCodes }, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const router = useRouter()
  const notify = useNotify()
  const { busy, failure, setFailure, send } = useFormSending()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    if (code === '') return setFailure({ field: 'form', message: 'Enter the code that the app shows.' })
    if (!(await send((fetchOptions) => authClient.twoFactor.verifyTotp({ code, fetchOptions })))) return
    notify({ title: 'Second factor turned on' })
    onDone()
    router.refresh()
  }
  return (
    <form className={styles.form} method="post" onSubmit={submit} noValidate>
      <p>Scan this code with an authenticator app, or enter the key there.</p>
      <img
        className={accountStyles.code}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri))}`}
        alt="QR code for an authenticator app"
        width={200}
        height={200}
      />
      <p>
        Key
        <span className={accountStyles.note}>{new URL(uri).searchParams.get('secret')}</span>
      </p>
      <p>Store these codes where you can find them without your phone. Each one works once.</p>
      <ul className={accountStyles.codes} aria-label="Backup codes">
        {backupCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Field
        label="Code from the app"
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={10}
        error={failure?.message}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          Turn on
        </Button>
      </div>
    </form>
  )
}
