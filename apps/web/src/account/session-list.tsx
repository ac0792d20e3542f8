'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import { useNotify } from '../shell/notices'
import { authClient } from '../sign-in/auth-client'
import styles from './account.module.css'

/** A session, as the page shows it. */
export interface SessionRow {
  readonly id: string
  readonly device: string
  /** When it was last renewed, as readable text. */
  readonly lastSeen: string
  readonly current: boolean
  /** Identifies the session to revoke. Null for the current one: the page does not need its token. */
  readonly token: string | null
}

/** The places where the user is signed in. Each session can be revoked. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations('account.sessions')
  const router = useRouter()
  const notify = useNotify()
  const [busy, setBusy] = useState<string>()
  const others = sessions.filter(({ current }) => !current)

  async function end(what: string, work: () => Promise<{ error: unknown }>) {
    setBusy(what)
    const { error } = await work().catch(() => ({ error: true }))
    setBusy(undefined)
    notify(error ? { title: t('failed'), description: t('failedHint') } : { title: t('revoked') })
    router.refresh()
  }

  return (
    <>
      <ul className={styles.sessions} aria-label={t('label')}>
        {sessions.map(({ id, device, lastSeen, current, token }) => (
          <li key={id}>
            <span>
              {device}
              <span className={styles.note}>{current ? t('current') : t('lastSeen', { day: lastSeen })}</span>
            </span>
            {token === null ? null : (
              <Button busy={busy === id} onClick={() => end(id, () => authClient.revokeSession({ token }))}>
                {t('revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <div>
          <Button busy={busy === 'others'} onClick={() => end('others', () => authClient.revokeOtherSessions())}>
            {t('revokeOthers')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
