'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { authClient } from '../auth/browser'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import styles from './account.module.css'

/** A passkey as the page shows it. */
export interface PasskeyRow {
  readonly id: string
  readonly name: string
  /** When it was added, in words. */
  readonly added: string
}

/** The passkeys that sign this person in. */
export function Passkeys({ passkeys, device }: { passkeys: readonly PasskeyRow[]; device: string }) {
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
      <p>A passkey signs you in by your fingerprint, your face, or the lock of your device.</p>
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
