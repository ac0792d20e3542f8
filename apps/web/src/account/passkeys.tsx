'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
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
  const t = useTranslations('account.passkeys')
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
            title: t('failed'),
            description: t('failedHint'),
          }
        : { title: done },
    )
    router.refresh()
  }

  return (
    <>
      {inReview ? <p role="status">{passkeys.length === 0 ? t('none') : t('review')}</p> : <p>{t('why')}</p>}
      {passkeys.length === 0 ? null : (
        <ul className={styles.sessions} aria-label={t('title')}>
          {passkeys.map(({ id, name, added }) => (
            <li key={id}>
              <span>
                {name}
                <span className={styles.note}>{t('added', { day: added })}</span>
              </span>
              <Button
                busy={busy === id}
                onClick={() => change(id, t('removed'), () => authClient.passkey.deletePasskey({ id }))}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          busy={busy === 'add'}
          onClick={() => change('add', t('wasAdded'), () => authClient.passkey.addPasskey({ name: device }))}
        >
          {t('add')}
        </Button>
      </div>
    </>
  )
}
