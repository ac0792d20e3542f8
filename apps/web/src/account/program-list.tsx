'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

// domain: tasks {

import { ListTitle } from '../lists/list-title'

// }

/** A program that was let in, as the page shows it. */
export interface ProgramRow {
  readonly id: string
  /** What it calls itself. */
  readonly name: string
  /** What it may do, in words. */
  readonly may: string
  /** The one list that it may do it in; null for everywhere. */
  readonly listId: string | null
  /** When it last renewed its session, in words. */
  readonly lastSeen: string
}

/** The programs that the person has let in, and the way to end that. */
export function ProgramList({ programs }: { programs: readonly ProgramRow[] }) {
  const router = useRouter()
  const notify = useNotify()
  const [busy, setBusy] = useState<string>()

  async function revoke(id: string) {
    setBusy(id)
    const { error } = await authClient
      .$fetch('/programs/revoke', { method: 'POST', body: { id } })
      .catch(() => ({ error: true }))
    setBusy(undefined)
    notify(
      error
        ? { title: 'That did not work', description: 'Try again in a moment.' }
        : { title: 'Revoked', description: 'Within seconds it can do nothing more.' },
    )
    router.refresh()
  }

  if (programs.length === 0) {
    return <p className={styles.note}>None. A program that asks for it shows you a code, and where to enter it.</p>
  }
  return (
    <>
      <ul className={styles.sessions} aria-label="Programs">
        {programs.map((row) => (
          <li key={row.id}>
            <span className={styles.named}>
              {row.name}
              <span className={styles.note}>
                {row.may}
                {/* domain: tasks { */}
                {row.listId === null ? null : (
                  <>
                    , only in <ListTitle id={row.listId} />
                  </>
                )}
                {/* } */}
              </span>
              <span className={styles.note}>Last seen {row.lastSeen}</span>
            </span>
            <Button busy={busy === row.id} onClick={() => revoke(row.id)} aria-label={`Revoke ${row.name}`}>
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>A changed password, and signing out other sessions, end these as well.</p>
    </>
  )
}
