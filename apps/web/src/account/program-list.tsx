'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

// domain: tasks {

import { ListTitle } from '../lists/list-title'

// domain: tasks }

/** An authorized program, as the page shows it. */
export interface ProgramRow {
  readonly id: string
  /** The name that it gave itself. */
  readonly name: string
  /** What it may do, as readable text. */
  readonly may: string
  /** The only list that it may use; null for all lists. */
  readonly listId: string | null
  /** When it last renewed its session, as readable text. */
  readonly lastSeen: string
}

/** The programs that the user has authorized. Each can be revoked. */
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
        ? { title: 'The app was not revoked', description: 'Try again in a moment.' }
        : { title: 'Revoked', description: 'It loses access within seconds.' },
    )
    router.refresh()
  }

  if (programs.length === 0) {
    return (
      <p className={styles.note}>
        No app is authorized. An app that asks for access shows you a code and where to enter it.
      </p>
    )
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
                {/* domain: tasks } */}
              </span>
              <span className={styles.note}>Last seen {row.lastSeen}</span>
            </span>
            <Button busy={busy === row.id} onClick={() => revoke(row.id)} aria-label={`Revoke ${row.name}`}>
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>Changing your password or signing out other sessions also revokes these apps.</p>
    </>
  )
}
