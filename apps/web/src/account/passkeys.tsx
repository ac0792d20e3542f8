'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

/** A passkey as the page shows it. */
export interface PasskeyRow {
  readonly id: string
  readonly name: string
  /** When it was added, in words. */
  readonly added: string
}

interface PasskeysProps {
  readonly passkeys: readonly PasskeyRow[]
  /** What a new one is called. */
  readonly device: string
  /** Whether the person comes from choosing a new password, which ends no passkey. */
  readonly inReview: boolean
}

/** The passkeys that sign this person in. */
export function Passkeys({ passkeys, device, inReview }: PasskeysProps) {
  const router = useRouter()
  const notify = useNotify()
  const [busy, setBusy] = useState<string>()

  async function change(what: string, done: string, work: () => Promise<{ error: unknown } | undefined>) {
    setBusy(what)
    const answer = await work().catch(() => ({ error: true }))
    setBusy(undefined)
    notify(
      answer?.error
        ? {
            title: 'That did not work',
            description: 'Try again. If it is long since you signed in, sign in anew first.',
          }
        : { title: done },
    )
    router.refresh()
  }

  return (
    <>
      {inReview ? (
        <p role="status">
          {passkeys.length === 0
            ? 'No passkey can sign in to your account.'
            : 'Your new password ended every session, but no passkey. Each of these still signs in to your account. Remove any that you do not recognize.'}
        </p>
      ) : (
        <p>A passkey signs you in by your fingerprint, your face, or the lock of your device.</p>
      )}
      {passkeys.length === 0 ? null : (
        <ul className={styles.sessions} aria-label="Passkeys">
          {passkeys.map(({ id, name, added }) => (
            <li key={id}>
              <span>
                {name}
                <span className={styles.note}>Added {added}</span>
              </span>
              <Button
                busy={busy === id}
                onClick={() => change(id, 'Passkey removed', () => authClient.passkey.deletePasskey({ id }))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          busy={busy === 'add'}
          onClick={() => change('add', 'Passkey added', () => authClient.passkey.addPasskey({ name: device }))}
        >
          Add a passkey
        </Button>
      </div>
    </>
  )
}
