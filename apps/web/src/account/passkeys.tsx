'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

/** A passkey, as the page shows it. */
export interface PasskeyRow {
  readonly id: string
  readonly name: string
  /** When it was added, as readable text. */
  readonly added: string
}

interface PasskeysProps {
  readonly passkeys: readonly PasskeyRow[]
  /** The default name of a new passkey. */
  readonly device: string
  /** Whether the user has just chosen a new password. A new password revokes no passkey. */
  readonly inReview: boolean
}

/** The passkeys that sign this user in. */
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
            title: 'The passkey was not changed',
            description: 'Try again. If you signed in long ago, sign out and sign in again first.',
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
            ? 'Your account has no passkeys.'
            : 'Your new password ended every session, but your passkeys still work. Remove any passkey that you do not recognize.'}
        </p>
      ) : (
        <p>A passkey signs you in with your fingerprint, your face, or your device’s screen lock.</p>
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
