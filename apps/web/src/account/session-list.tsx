'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

/** A session as the page shows it. */
export interface SessionRow {
  readonly id: string
  readonly device: string
  /** When it was last renewed, in words. */
  readonly lastSeen: string
  readonly current: boolean
  /** Names the session when it is to be revoked. Null for the current one, whose token the page has no need of. */
  readonly token: string | null
}

/** Where the person is signed in, and the way to end that. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const router = useRouter()
  const notify = useNotify()
  const [busy, setBusy] = useState<string>()
  const others = sessions.filter(({ current }) => !current)

  async function end(what: string, work: () => Promise<{ error: unknown }>) {
    setBusy(what)
    const { error } = await work().catch(() => ({ error: true }))
    setBusy(undefined)
    notify(
      error ? { title: 'That did not work', description: 'Try again in a moment.' } : { title: 'Signed out there' },
    )
    router.refresh()
  }

  return (
    <>
      <ul className={styles.sessions} aria-label="Sessions">
        {sessions.map(({ id, device, lastSeen, current, token }) => (
          <li key={id}>
            <span>
              {device}
              <span className={styles.note}>{current ? 'This device' : `Last seen ${lastSeen}`}</span>
            </span>
            {token === null ? null : (
              <Button busy={busy === id} onClick={() => end(id, () => authClient.revokeSession({ token }))}>
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <div>
          <Button busy={busy === 'others'} onClick={() => end('others', () => authClient.revokeOtherSessions())}>
            Sign out other sessions
          </Button>
        </div>
      ) : null}
    </>
  )
}
