'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../forms/button'
import styles from '../forms/forms.module.css'
import { authClient } from './auth-client'

interface SignOutFirstProps {
  /** The user who is signed in. */
  readonly current: string
  /** The user whom the link is for. */
  readonly owner: string
}

/** Keeps a link from signing a user in to somebody else's account: they must sign out of their own account first. */
export function SignOutFirst({ current, owner }: SignOutFirstProps) {
  const t = useTranslations('signIn.signOutFirst')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)

  async function signOut() {
    setFailed(false)
    setBusy(true)
    const { error } = await authClient.signOut().catch(() => ({ error: true }))
    if (!error) return location.reload()
    setBusy(false)
    setFailed(true)
  }

  return (
    <div className={styles.form}>
      <p>{t('why', { current, owner })}</p>
      {failed ? (
        <p className={styles.alert} role="alert">
          {t('failed')}
        </p>
      ) : null}
      <Button busy={busy} onClick={signOut}>
        {t('send')}
      </Button>
    </div>
  )
}
