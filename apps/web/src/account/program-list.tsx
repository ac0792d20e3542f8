'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

// domain: tasks {

import { OnlyInList } from '../lists/only-in-list'

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

function may(row: ProgramRow): ReactNode {
  // domain: tasks {
  if (row.listId !== null) return <OnlyInList rights={row.may} listId={row.listId} />
  // domain: tasks }
  return row.may
}

/** The programs that the user has authorized. Each can be revoked. */
export function ProgramList({ programs }: { programs: readonly ProgramRow[] }) {
  const t = useTranslations('account.apps')
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
        ? { title: t('failed'), description: t('failedHint') }
        : { title: t('revoked'), description: t('revokedHint') },
    )
    router.refresh()
  }

  if (programs.length === 0) {
    return <p className={styles.note}>{t('none')}</p>
  }
  return (
    <>
      <ul className={styles.sessions} aria-label={t('label')}>
        {programs.map((row) => (
          <li key={row.id}>
            <span className={styles.named}>
              {row.name}
              <span className={styles.note}>{may(row)}</span>
              <span className={styles.note}>{t('lastSeen', { day: row.lastSeen })}</span>
            </span>
            <Button
              busy={busy === row.id}
              onClick={() => revoke(row.id)}
              aria-label={t('revokeNamed', { app: row.name })}
            >
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('alsoRevoked')}</p>
    </>
  )
}
